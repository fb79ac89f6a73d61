using System.Text;
using Muutostieto.Records.Customers;
using Muutostieto.Records.Identity;

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
            var filler = new string('b', 30_000);
            var first = $"rivi;hetu;x;y;z\n1;;{filler};{filler};";
            var name = new string('a', length - first.Length) + "ä";
            var (file, rows) = Read($"{first}{name}\n");
            Assert.That((file.CharacterSet, rows.Single().Passed[^1]), Is.EqualTo((CustomerText.Utf8, name)), $"at {length}");
        }
    }

    [TestCase("", "line 1: it is empty")]
    [TestCase("rivi\thetu\n1\t2\n", "line 1: its headings have tabs between them")]
    [TestCase("hetu;sukunimi\n1;2\n", "line 1: the heading \"rivi\"")]
    [TestCase("rivi;sukunimi;etunimet\n1;2;3\n", "line 1: neither \"hetu\" nor all of")]
    [TestCase("rivi;henkilo\n1;2\n", "line 1: neither \"hetu\" nor all of")]
    [TestCase("rivi;hetu;sukunimi;sukunimet;syntymaaika\n1;;a;b;c\n", "no heading \"etunimet\", and heading 4 is nearly it")]
    [TestCase("rivi;hetu;x\u001B[31m\n1;2;3\n", "line 1: heading 3 is empty, has more than 100 characters or has a control")]
    [TestCase("rivi;hetu;hetu\n1;2;3\n", "line 1: headings 2 and 3 are the same")]
    [TestCase("rivi;hetu;x;X\n1;2;3;4\n", "line 1: headings 3 and 4 are the same")]
    [TestCase("rivi;hetu;\n1;2;\n", "line 1: heading 3 is empty")]
    [TestCase("rivi;hetu\n", "there are headings and no row")]
    [TestCase("rivi;hetu\n1;2\n;3\n", "line 3: the row has no reference")]
    [TestCase("rivi;hetu\n1;2\n2;3\n1;4\n", "line 4: its reference (\"rivi\") is an earlier row's too")]
    [TestCase("rivi;hetu\n1;2\n1\u00A0;3\n", "line 3: its reference (\"rivi\") is an earlier row's too")]
    [TestCase("rivi;hetu\n\u00A0;2\n", "line 2: the row has no reference")]
    [TestCase("rivi;hetu\n1\u0085a;2\n", "line 2: its reference (\"rivi\") is longer than 64 bytes or has a control character")]
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
            "SALAINEN;010190-900X;SALAINEN\n1;2;3\n", "hetuX;hetu;SALAINEN\n1;2;3\n", "rivi;hetu;SALAINEN;salainen\n1;2;3;4\n",
            "rivi;hetu\nSALAINEN;010190-900X;3\n", "rivi;hetu\nSALAINEN;1\nSALAINEN;2\n", "rivi;hetu\n1;\"SALAINEN\n",
        ];
        foreach (var text in files)
        {
            var message = Assert.Throws<MuutostietoException>(() => Read(text))!.Message;
            Assert.That(message, Does.Not.Contain("SALAINEN").IgnoreCase.And.Not.Contain("0101"));
        }
    }

    [Test]
    public void It_is_counted_for_how_many_persons_the_rows_ask()
    {
        var text = $"{Headings}\n1;010190-900X;;;\n2;010190-900X;a;b;c\n3;;Mäki;Åke;1.1.1990\n4;;mäki;ÅKE;1.1.1990\n5;;Mäki;;\n"
            + "6;x;;;\n";
        Assert.That(Read(text).File.Subjects, Is.EqualTo(PersonalIdentityCode.TryParse("010190-900X", out _) ? 2 : 1));
        var many = Read(Headings + "\n" + string.Concat(Enumerable.Range(0, 10_050).Select(row => $"{row};;a{row};b;c\n"))).File;
        Assert.That((many.Subjects, many.Rows), Is.EqualTo((10_000, 10_050L)));
    }

    [Test]
    public void A_value_that_no_workbook_has_room_for_is_refused()
    {
        var most = new string('x', CustomerFile.LongestValue);
        Assert.That(Read($"rivi;hetu;muu\n1;2;{most}\n").Rows.Single().Passed.Single(), Is.EqualTo(most));
        var failure = Assert.Throws<MuutostietoException>(() => Read($"rivi;hetu;muu\n1;2;{most}x\n"))!;
        Assert.That(failure.Message, Does.Contain("line 2: value 3 has more than 32767 bytes"));
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
