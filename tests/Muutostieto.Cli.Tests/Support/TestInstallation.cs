using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Muutostieto.Cli.Tests.Support;

/// <summary>A configuration and a data folder of a test's own: the shipped configuration, with what the test puts in its place.</summary>
internal sealed class TestInstallation : IDisposable
{
    /// <summary>A Monday night on which the shipped permit is valid.</summary>
    public const string At = "2026-11-16T02:30";

    public const string Permit = "kainuu-laajat";
    public const string Recipient = "kainuun-hyvinvointialue";
    public const string Stem = "38950_PT261116KAIREK_001";

    private readonly string? keys;

    /// <param name="sharesKeys">Whether it signs with the key of all installations of this process, so that the same delivery is the same
    /// bytes in each; else with its own, as shipped.</param>
    public TestInstallation(bool sharesKeys = true)
    {
        Root = Directory.CreateTempSubdirectory("muutostieto-").FullName;
        CopyFolder(Path.Combine(Repository.Root, "config"), Config);
        if (sharesKeys)
        {
            keys = SharedKeys.Folder;
            var settings = File.ReadAllText(Path.Combine(Config, "appsettings.json"));
            WriteConfig("appsettings.json", settings.Replace("\"Signing\": { \"path\": \"keys\" }", Signing, StringComparison.Ordinal));
        }
    }

    public string Root { get; }

    public string Config => Path.Combine(Root, "config");

    public string Data => Path.Combine(Root, "data");

    /// <summary>The recipient's folder in the drop that the shipped configuration has.</summary>
    public string Download => Path.Combine(Data, "drop", Recipient, "download");

    public string Register => Path.Combine(Data, "register.db");

    /// <summary>What every command line begins with here.</summary>
    public string[] Options => ["--config", Config, "--data", Data];

    public string In(string name) => Path.Combine(Root, name);

    public void WriteConfig(string file, string text) => File.WriteAllText(Path.Combine(Config, file), text);

    /// <summary>Writes a permit of county 20; the id is also the file's name.</summary>
    public void WritePermit(
        string id = Permit,
        string drop = "default",
        string product = "laajat",
        bool nonDisclosureRight = false,
        string registerName = "KAIREK",
        bool ownGroups = false) =>
        WriteConfig(
            $"permits/{id}.json",
            $$"""
            {
              "id": "{{id}}", "recipient": "{{Recipient}}", "decision": "DVV/0009/2026",
              "validFrom": "2026-01-01", "validTo": null,
              "customerNumber": "38950", "registerName": "{{registerName}}",
              "area": { "county": "20" },
              "product": "{{product}}", "nonDisclosureRight": {{(nonDisclosureRight ? "true" : "false")}},
              "rhythm": { "rule": "FREQ=WEEKLY;INTERVAL=1;BYDAY=MO", "time": "02:30", "from": "2026-01-05" },
              "formats": ["fixed", "csv"], "fixedWidth": { "ownGroups": {{(ownGroups ? "true" : "false")}} }, "drop": "{{drop}}"
            }
            """);

    /// <summary>Narrows the shipped permit to one municipality, so that its deliveries are small.</summary>
    public void Narrow(string municipality)
    {
        var file = $"permits/{Permit}.json";
        var permit = File.ReadAllText(Path.Combine(Config, file));
        var area = $$"""{ "municipalities": ["{{municipality}}"] }""";
        var narrowed = permit.Replace("{ \"county\": \"20\" }", area, StringComparison.Ordinal);
        WriteConfig(file, narrowed != permit ? narrowed : throw new InvalidOperationException("The shipped permit has another area."));
    }

    /// <summary>Writes the settings.</summary>
    /// <param name="drops">Members of <c>Drops</c>; null: the directory of the shipped ones.</param>
    /// <param name="environment"><c>demo</c> or <c>production</c>.</param>
    public void WriteSettings(string? drops = null, string environment = "demo")
    {
        // The example permits are refused in production.
        foreach (var connection in environment == "production" ? Directory.GetFiles(Path.Combine(Config, "permits"), "mutpt1*.json") : [])
        {
            File.Delete(connection);
        }

        var permit = Path.Combine(Config, "permits", $"{Permit}.json");
        if (environment == "production" && File.Exists(permit))
        {
            File.WriteAllText(permit, File.ReadAllText(permit).Replace("DVV/0000/", "DVV/0009/", StringComparison.Ordinal));
        }

        WriteConfig(
            "appsettings.json",
            $$"""
            {
              "Environment": "{{environment}}", {{Signing}}, "Register": { "path": "register.db" }, "Ledger": { "path": "ledger.db" }, "Outbox": "outbox",
              "Drops": { {{drops ?? """ "default": { "type": "directory", "path": "drop" } """}} }
            }
            """
        );
    }

    private string Signing => $$"""
        "Signing": { "path": {{JsonSerializer.Serialize(keys ?? "keys")}} }
        """;

    /// <summary>Lets the ledger be in the database of a connection string in a file.</summary>
    public void UseStore(string connectionFile)
    {
        const string Ledger = "\"Ledger\": {";
        var settings = File.ReadAllText(Path.Combine(Config, "appsettings.json"));
        if (!Regex.IsMatch(settings, "(?m)^\\s*\"Store\""))
        {
            var store = $$"""
                "Store": { "connectionFile": {{JsonSerializer.Serialize(connectionFile)}} }, {{Ledger}}
                """;
            WriteConfig("appsettings.json", settings.Replace(Ledger, store, StringComparison.Ordinal));
        }
    }

    /// <summary>A directory drop of this path.</summary>
    public void WriteDirectoryDrop(string path) =>
        WriteSettings($$""" "default": { "type": "directory", "path": {{JsonSerializer.Serialize(path)}} } """);

    /// <summary>Every file below a folder with its SHA-256; empty when the folder is missing.</summary>
    public static SortedDictionary<string, string> Contents(string folder)
    {
        var contents = new SortedDictionary<string, string>(StringComparer.Ordinal);
        if (Directory.Exists(folder))
        {
            foreach (
                var path in Directory.EnumerateFiles(
                    folder,
                    "*",
                    new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 }))
            {
                using var stream = File.OpenRead(path);
                contents.Add(Path.GetRelativePath(folder, path), Convert.ToHexStringLower(SHA256.HashData(stream)));
            }
        }

        return contents;
    }

    public static void CopyFolder(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
