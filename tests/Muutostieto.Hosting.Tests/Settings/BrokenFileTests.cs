using System.Text;
using Muutostieto.Hosting.Settings;

namespace Muutostieto.Hosting.Tests.Settings;

public sealed class BrokenFileTests
{
    private ConfigurationFolder folder = null!;

    [SetUp]
    public void SetUp() => folder = new ConfigurationFolder();

    [TearDown]
    public void TearDown() => folder.Dispose();

    [Test]
    public void A_half_written_file_is_one_fault_wherever_it_ends()
    {
        for (var length = 0; length < ConfigurationFolder.Permit.Length; length++)
        {
            folder.Write("permits/kainuu.json", ConfigurationFolder.Permit[..length]);
            var fault = folder.OnlyFault();
            var lastLine = ConfigurationFolder.Permit[..length].Count(c => c == '\n') + 1;
            Assert.That(fault.Line, Is.InRange(Math.Max(1, lastLine - 1), lastLine), fault.ToString());
            Assert.That(fault.Message, Does.Contain("half-written"), fault.ToString());
        }
    }

    [Test]
    public void An_empty_file_is_said_to_be_empty_or_half_written()
    {
        folder.Write("permits/kainuu.json", "");
        Assert.That(folder.OnlyFault().Message, Does.Contain("empty or half-written"));
    }

    [Test]
    public void A_missing_comma_is_reported_with_its_line()
    {
        folder.PermitWith("\"KAIREK\",", "\"KAIREK\"");
        var fault = folder.OnlyFault();
        Assert.That((fault.Line, fault.Message.Contains("not JSON", StringComparison.Ordinal)), Is.EqualTo((5, true)), fault.ToString());
    }

    [Test]
    public void Text_after_the_value_is_a_fault()
    {
        folder.Write("permits/kainuu.json", ConfigurationFolder.Permit + "\n}");
        Assert.That(folder.OnlyFault().Line, Is.EqualTo(ConfigurationFolder.Permit.Count(c => c == '\n') + 2));
    }

    [Test]
    public void A_file_that_is_not_UTF8_is_a_fault_at_its_line()
    {
        var latin1 = Encoding.Latin1.GetBytes(ConfigurationFolder.Permit.Replace("DVV/", "Päätös ", StringComparison.Ordinal));
        File.WriteAllBytes(Path.Combine(folder.Root, "permits", "kainuu.json"), latin1);
        var fault = folder.OnlyFault();
        Assert.That(fault.Line, Is.EqualTo(2));
        Assert.That(fault.ToString(), Does.Contain("UTF-8"));
    }

    [Test]
    public void Something_else_than_an_object_is_a_fault()
    {
        folder.Write("permits/kainuu.json", "[1, 2]");
        Assert.That(folder.OnlyFault().Message, Does.Contain("expected an object, found a list"));
    }

    [Test]
    public void Comments_trailing_commas_a_byte_order_mark_and_CRLF_are_no_faults()
    {
        var text =
            "\uFEFF// ä comment\n"
            + ConfigurationFolder.Permit.Replace("\"default\"", "\"default\", /* the end */", StringComparison.Ordinal);
        folder.Write("permits/kainuu.json", text.Replace("\n", "\r\n", StringComparison.Ordinal));
        Assert.That(folder.Load().Report.Faults, Is.Empty);
    }

    [Test]
    public void The_column_counts_characters_not_bytes()
    {
        folder.Write("permits/kainuu.json", "\uFEFF" + "{ \"decision\": \"Päätös €\", \"idd\": 1 }");
        ConfigurationFault fault = folder.Load().Report.Faults.First(fault => fault.Path == "idd");
        Assert.That((fault.Line, fault.Column), Is.EqualTo((1, 27)));
    }

    [Test]
    public void A_fault_prints_as_file_line_column()
    {
        folder.PermitWith("\"county\": \"20\"", "\"county\": \"99\"");
        Assert.That(
            folder.OnlyFault().ToString(),
            Is.EqualTo(
                $"{Path.Combine(folder.Root, "permits", "kainuu.json")}:5:23: area.county: there is no county \"99\". Two-digit codes are "
                    + "listed in reference/counties.json."
            ));
    }
}
