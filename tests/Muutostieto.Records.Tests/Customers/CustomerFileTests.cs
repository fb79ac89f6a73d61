using System.Text;
using Muutostieto.Records.Customers;

namespace Muutostieto.Records.Tests.Customers;

/// <summary>Customers' files: which are read as what they say, and which are refused with the line and what to do.</summary>
public sealed class CustomerFileTests
{
    private const string Headings = "rivi;hetu;sukunimi;etunimet;syntymaaika";

    [TestCase(CustomerText.Utf8)]
    [TestCase(CustomerText.Latin1)]
    public void Rows_are_read_in_their_order_in_either_character_set(CustomerText text)
    {
        var (file, rows) = Read($"{Headings}\nA-1;010190-900X;;;\nA-2;;Mäki;Åke  Öjvind ;31.5.2001\n", text);
        using (Assert.EnterMultipleScope())
        {
            Assert.That((file.CharacterSet, file.Separator, file.Rows), Is.EqualTo((text, ';', 2L)));
            Assert.That(rows, Has.Count.EqualTo(2));
            Assert.That((rows[0].Reference, rows[0].IdentityCode, rows[0].Surname), Is.EqualTo(("A-1", "010190-900X", "")));
            Assert.That((rows[1].Surname, rows[1].FirstNames, rows[1].BirthDate), Is.EqualTo(("Mäki", "Åke  Öjvind", "31.5.2001")));
        }
    }

    [Test]
    public void Other_columns_are_passed_through_as_they_are_and_columns_may_be_in_any_order()
    {
        var (file, rows) = Read("Luokka,Rivi,muistio,HETU\r\n 7B ,1,\"a, \"\"b\"\"\",010190-900X\r\n8A,2,,\r\n");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(file.Separator, Is.EqualTo(','));
            Assert.That(file.Passed, Is.EqualTo(new[] { "Luokka", "muistio" }));
            Assert.That(rows[0].Passed, Is.EqualTo(new[] { " 7B ", "a, \"b\"" }));
            Assert.That((rows[0].Reference, rows[0].IdentityCode, rows[0].Surname), Is.EqualTo(("1", "010190-900X", "")));
            Assert.That(rows[1].IdentityCode, Is.Empty);
        }
    }

    [Test]
    public void A_byte_order_mark_is_no_part_of_the_first_heading() =>
        Assert.That(Read("\uFEFF" + Headings + "\n1;;a;b;c\n").Rows.Single().Reference, Is.EqualTo("1"));

    [Test]
    public void A_last_line_that_says_how_many_rows_there_are_is_no_row() =>
        Assert.That(Read($"{Headings}\n1;;a;b;c\n2;;a;b;c\n#rivit;2\n").File.Rows, Is.EqualTo(2));

    [Test]
    public void A_letter_that_lies_over_two_blocks_is_read_whole()
    {
        foreach (var length in Enumerable.Range((1 << 16) - 8, 12))
        {
            var first = $"{Headings};x\n1;;";
            var name = new string('a', length - first.Length) + "ä";
            var (file, rows) = Read($"{first}{name};b;c;d\n");
            Assert.That((file.CharacterSet, rows.Single().Surname), Is.EqualTo((CustomerText.Utf8, name)), $"at {length}");
        }
    }

    [TestCase("", "line 1: it is empty")]
    [TestCase("rivi\thetu\n1\t2\n", "line 1: its headings have tabs between them")]
    [TestCase("hetu;sukunimi\n1;2\n", "line 1: the heading \"rivi\"")]
    [TestCase("rivi;sukunimi;etunimet\n1;2;3\n", "line 1: neither \"hetu\" nor all of")]
    [TestCase("rivi;henkilo\n1;2\n", "line 1: neither \"hetu\" nor all of")]
    [TestCase("rivi;hetu;sukunimi;sukunimet;syntymaaika\n1;;a;b;c\n", "line 1: there is no heading \"etunimet\"")]
    [TestCase("rivi;hetu;hetu\n1;2;3\n", "line 1: the heading \"hetu\" is there twice")]
    [TestCase("rivi;hetu;x;X\n1;2;3;4\n", "line 1: the heading \"x\" is there twice")]
    [TestCase("rivi;hetu;\n1;2;\n", "line 1: a heading is empty")]
    [TestCase("rivi;hetu\n", "there are headings and no row")]
    [TestCase("rivi;hetu\n1;2\n;3\n", "line 3: the row has no reference")]
    [TestCase("rivi;hetu\n1;2\n2;3\n1;4\n", "line 4: its reference (\"rivi\") is an earlier row's too")]
    [TestCase("rivi;hetu\n1;2;3\n", "line 2: values: 3, headings: 2")]
    [TestCase("rivi;hetu\n1;2\n2\n", "line 3: values: 1, headings: 2")]
    [TestCase("rivi;hetu\n1;\"2\n", "its quotes do not pair")]
    [TestCase("rivi;hetu\n1;2\n#rivit;2\n", "line 3: it says 2 rows, and there are 1")]
    [TestCase("rivi;hetu\n1;2\n#rivit;x\n", "line 3: it begins with #, and is not \"#rivit;N\"")]
    [TestCase("rivi;hetu\n#rivit;1\n1;2\n", "there are lines after \"#rivit\" in line 2")]
    public void What_is_no_such_file_is_refused_with_its_line_and_what_to_do(string text, string message)
    {
        var failure = Assert.Throws<MuutostietoException>(() => Read(text))!;
        Assert.That(failure.Kind, Is.EqualTo(FailureKind.Usage));
        Assert.That(failure.Message, Does.StartWith("oppilaat.csv, line ").And.Contain(message).And.Contain("Nothing was matched."));
    }

    [TestCase("FFFE72006900760069003B00", "it is UTF-16")]
    [TestCase("FEFF0072006900760069003B", "it is UTF-16")]
    [TestCase("72006900760069003B006800", "it is UTF-16, or no text")]
    [TestCase("D0CF11E0A1B11AE100000000", "a workbook of the old kind (.xls), or one with a password")]
    public void What_is_no_text_in_either_character_set_is_called_what_it_is(string bytes, string message)
    {
        var content = new MemoryStream(Convert.FromHexString(bytes));
        var failure = Assert.Throws<MuutostietoException>(() => CustomerFile.Open("oppilaat.csv", content))!;
        Assert.That(failure.Message, Does.Contain(message).And.Contain("Nothing was matched. Save it as "));
    }

    [Test]
    public void Letters_of_Windows_are_refused_with_their_line()
    {
        byte[] content = [.. Encoding.Latin1.GetBytes($"{Headings}\n1;;Mäki;b;c\n2;;a;b;c\n3;;"), 0x9A];
        var failure = Assert.Throws<MuutostietoException>(() => CustomerFile.Open("oppilaat.csv", new MemoryStream(content)))!;
        Assert.That(failure.Message, Does.Contain("line 4: ").And.Contain("Windows-1252").And.Contain("Save the file as UTF-8"));
    }

    [Test]
    public void No_message_has_a_value_of_a_row()
    {
        string[] files =
        [
            "rivi;hetu\nSALAINEN;010190-900X;3\n", "rivi;hetu\nSALAINEN;1\nSALAINEN;2\n", "rivi;hetu\n1;\"SALAINEN\n",
        ];
        foreach (var text in files)
        {
            var message = Assert.Throws<MuutostietoException>(() => Read(text))!.Message;
            Assert.That(message, Does.Not.Contain("SALAINEN").And.Not.Contain("0101"));
        }
    }

    private static (CustomerFile File, List<CustomerRow> Rows) Read(string text, CustomerText characters = CustomerText.Utf8)
    {
        var bytes = characters == CustomerText.Utf8 ? Encoding.UTF8.GetBytes(text) : Encoding.Latin1.GetBytes(text);
        using var file = CustomerFile.Open("oppilaat.csv", new MemoryStream(bytes));
        var rows = new List<CustomerRow>();
        while (file.Read() is { } row)
        {
            rows.Add(row);
        }

        Assert.That(rows, Has.Count.EqualTo(file.Rows));
        return (file, rows);
    }
}
