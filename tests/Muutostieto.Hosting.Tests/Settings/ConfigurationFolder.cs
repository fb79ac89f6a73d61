using System.IO.Abstractions;
using Muutostieto.Hosting.Settings;
using Muutostieto.Records.Groups;

namespace Muutostieto.Hosting.Tests.Settings;

/// <summary>A small, faultless configuration in a temporary folder, for tests that break one thing in it.</summary>
internal sealed class ConfigurationFolder : IDisposable
{
    public const string Permit = """
        {
          "id": "kainuu", "recipient": "kainuun-hyvinvointialue", "decision": "DVV/1234/2026",
          "validFrom": "2026-01-01", "validTo": null,
          "customerNumber": "38950", "registerName": "KAIREK",
          "area": { "county": "20" },
          "product": "suppea", "nonDisclosureRight": false,
          "rhythm": { "rule": "FREQ=WEEKLY;INTERVAL=1;BYDAY=MO", "time": "02:30", "from": "2026-01-05" },
          "formats": ["fixed", "csv"], "drop": "default"
        }
        """;

    /// <summary>Settings of a production whose only drop is a server.</summary>
    public const string Sftp = """
        { "Environment": "production", "Drops": { "default": {
          "type": "sftp", "host": "127.0.0.1", "user": "muutostieto", "privateKeyFile": "id", "knownHostsFile": "hosts" } } }
        """;

    public static readonly IReadOnlyDictionary<string, GroupOutline> Groups = new Dictionary<string, GroupOutline>
    {
        ["003"] = new(new HashSet<string> { "sukupuoli" }, false),
        ["004"] = new(new HashSet<string> { "sukunimi", "etunimet", "muutospv", "merkkilippu" }, false),
    };

    public ConfigurationFolder()
    {
        Root = Directory.CreateTempSubdirectory("muutostieto-config-").FullName;
        Write("appsettings.json", """{ "Environment": "demo", "Drops": { "default": { "type": "directory", "path": "drop" } } }""");
        Write("permits/kainuu.json", Permit);
        Write("products/suppea.json", """{ "id": "suppea", "fi": "Suppea", "en": "Narrow", "groups": [ { "group": "004" } ] }""");
        Write(
            "reference/counties.json",
            """{ "source": "test", "counties": [ { "code": "20", "fi": "Kainuu", "sv": "Kajanaland" }, """
                + """{ "code": "12", "fi": "Etelä-Savo", "sv": "Södra Savolax" } ] }"""
        );
        Write(
            "reference/municipalities.json",
            """
            { "source": "test", "municipalities": [
              { "code": "290", "fi": "Kuhmo", "sv": "Kuhmo", "county": "20" },
              { "code": "205", "fi": "Kajaani", "sv": "Kajana", "county": "20" },
              { "code": "507", "fi": "Mäntyharju", "sv": "Mäntyharju", "county": "12" } ] }
            """);
        Write("reference/mergers.json", """{ "mergers": [ { "code": "588", "successor": "507", "date": "2025-01-01" } ] }""");
    }

    public string Root { get; }

    public string DataRoot => Path.Combine(Root, "data");

    public void Write(string file, string text)
    {
        var path = Path.Combine(Root, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    /// <summary>Writes the permit with one piece of its text replaced.</summary>
    public void PermitWith(string old, string replacement, string file = "permits/kainuu.json")
    {
        Assert.That(Permit.Contains(old, StringComparison.Ordinal), Is.True, "the test changes nothing");
        Write(file, Permit.Replace(old, replacement, StringComparison.Ordinal));
    }

    public (Configuration? Configuration, ConfigurationReport Report) Load(Dictionary<string, string>? environment = null) =>
        ConfigurationLoader.Load(
            new FileSystem(), Root,
            DataRoot,
            Groups,
            new SetClock(new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero)),
            new RemedyNames(),
            environment ?? []);

    /// <summary>One for permits of orders: its product has groups of the shipped layouts, and the folder of orders is there.</summary>
    public static ConfigurationFolder OfOrders()
    {
        var folder = new ConfigurationFolder();
        folder.Write(
            "products/suppea.json",
            """{ "id": "suppea", "fi": "a", "en": "b", "groups": [ { "group": "001" }, { "group": "013" }, { "group": "204" } ] }""");
        Directory.CreateDirectory(Path.Combine(folder.Root, "orders"));
        return folder;
    }

    /// <summary>With the shipped layouts of persons and buildings.</summary>
    public (Configuration? Configuration, ConfigurationReport Report) LoadWithLayouts() =>
        ConfigurationLoader.Load(
            new FileSystem(),
            Root,
            DataRoot,
            Layouts.Catalog.Outlines,
            new SetClock(new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero)),
            new RemedyNames(),
            new Dictionary<string, string>(),
            Layouts.Buildings.Outlines);

    /// <summary>The fault at a path with such a message, which has a line and a remedy and keeps everything from being loaded.</summary>
    public ConfigurationFault RefusalAt(string path, string message, string remedy)
    {
        var (configuration, report) = LoadWithLayouts();
        var fault = report.Faults.FirstOrDefault(found => found.Path == path && found.Message.Contains(message, StringComparison.Ordinal));
        Assert.That(fault, Is.Not.Null, report.ToString());
        Assert.That(fault!.Remedy, Does.Contain(remedy));
        Assert.That((fault.Line > 0, configuration), Is.EqualTo((true, (Configuration?)null)));
        return fault;
    }

    /// <summary>The only fault there is.</summary>
    public ConfigurationFault OnlyFault(Dictionary<string, string>? environment = null)
    {
        var report = Load(environment).Report;
        Assert.That(report.Faults, Has.Count.EqualTo(1), report.ToString());
        return report.Faults[0];
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
