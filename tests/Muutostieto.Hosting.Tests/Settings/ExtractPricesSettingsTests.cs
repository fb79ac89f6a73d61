using Muutostieto.Disclosure.Permits;

namespace Muutostieto.Hosting.Tests.Settings;

/// <summary>What extracts cost, by days and audience.</summary>
public sealed class ExtractPricesSettingsTests
{
    private ConfigurationFolder folder = null!;

    [SetUp]
    public void SetUp() => folder = ConfigurationFolder.OfOrders();

    [TearDown]
    public void TearDown() => folder.Dispose();

    [Test]
    public void Each_kind_of_recipient_has_the_list_of_the_day_that_is_for_it()
    {
        Write(
            """{ "from": "2026-01-01", "to": "2026-06-30", "extraction": 1, "units": [ { "from": 1, "price": 0 } ] }""",
            """{ "from": "2026-07-01", "audience": "authority", "extraction": 2, "units": [ { "from": 1, "price": 0 } ] }""",
            """{ "from": "2026-07-01", "audience": "other", "extraction": 3, "units": [ { "from": 1, "price": 0 } ] }""");
        var (configuration, report) = folder.LoadWithLayouts();
        Assert.That(report.Faults, Is.Empty, report.ToString());

        var prices = configuration!.Settings.Prices;
        decimal?[] found =
        [
            .. from day in new[] { new DateOnly(2025, 12, 31), new DateOnly(2026, 6, 30), new DateOnly(2026, 7, 1) }
               from kind in Enum.GetValues<RecipientKind>()
               select prices.ExtractsOn(day, kind)?.Extraction,
        ];
        Assert.That(found, Is.EqualTo(new decimal?[] { null, null, 1, 1, 2, 3 }));
    }

    [TestCase("", "", true)]
    [TestCase("authority", "other", false)]
    [TestCase("other", "other", true)]
    [TestCase("other", "", true)]
    [TestCase("", "authority", true)]
    public void Two_lists_of_one_day_for_the_same_recipients_are_refused(string first, string second, bool isRefused)
    {
        Write(Of(first, "2026-01-01"), Of(second, "2026-05-01"));
        if (isRefused)
        {
            folder.RefusalAt("Prices.extracts[1].from", "on the same day for the same recipients", "\"audience\"");
        }
        else
        {
            Assert.That(folder.LoadWithLayouts().Report.Faults, Is.Empty);
        }

        static string Of(string audience, string from) =>
            $$"""{ "from": "{{from}}", {{(audience.Length == 0 ? "" : $"\"audience\": \"{audience}\",")}} """
                + """ "extraction": 1, "units": [ { "from": 1, "price": 0 } ] }""";
    }

    [Test]
    public void An_unknown_audience_is_refused()
    {
        Write("""{ "from": "2026-01-01", "audience": "others", "extraction": 1, "units": [ { "from": 1, "price": 0 } ] }""");
        folder.RefusalAt("Prices.extracts[0].audience", "\"audience\" is \"others\"", "Did you mean \"other\"?");
    }

    private void Write(params string[] lists) => folder.Write(
        "appsettings.json",
        $$"""
        { "Environment": "demo", "Drops": { "default": { "type": "directory", "path": "drop" } },
          "Prices": { "extracts": [ {{string.Join(",\n", lists)}} ] } }
        """);
}
