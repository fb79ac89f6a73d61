using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Muutostieto.Hosting.Tests.Settings;

/// <summary>What <c>docs/operations.md</c> says of the settings of the self-service holds in schema and loader.</summary>
public sealed partial class SelfServiceGuideTests
{
    private const string Login =
        """
        "login": { "authority": "https://login.example.fi", "clientId": "m", "clientSecretFile": "s", "roles": { "operator": ["op"] } }
        """;

    private static readonly JsonElement Settings =
        Repository.Json("config", "schemas", "appsettings.schema.json").GetProperty("properties").GetProperty("SelfService")
            .GetProperty("properties");

    private static string Section
    {
        get
        {
            var text = File.ReadAllText(Repository.File("docs", "operations.md"));
            var from = text.IndexOf("### Self-service\n", StringComparison.Ordinal);
            return text[from..text.IndexOf("\n### ", from + 1, StringComparison.Ordinal)];
        }
    }

    private static IReadOnlyList<(string[] Keys, string Default, string Range)> Rows =>
    [
        .. Row().Matches(Section)
            .Select(row => (
                Key().Matches(row.Groups[1].Value).Select(key => key.Groups[1].Value).ToArray(), row.Groups[2].Value, row.Groups[3].Value))
            .Where(row => row.Item1.Length > 0),
    ];

    private static IEnumerable<string> Numbers =>
        Settings.EnumerateObject().Where(key => key.Value.TryGetProperty("minimum", out _)).Select(key => key.Name);

    [Test]
    public void Its_tables_have_each_key_once() => Assert.That(
        Rows.SelectMany(row => row.Keys),
        Is.EquivalentTo(new[] { Settings, Settings.GetProperty("login").GetProperty("properties") }
            .SelectMany(keys => keys.EnumerateObject()).Select(key => key.Name)));

    [TestCaseSource(nameof(Numbers))]
    public void A_number_has_its_default_and_range_there_and_in_the_loader(string key)
    {
        var schema = Settings.GetProperty(key);
        var (least, most) = (schema.GetProperty("minimum").GetInt32(), schema.GetProperty("maximum").GetInt32());
        var row = Rows.Single(each => each.Keys.Contains(key));
        Assert.That(
            (row.Default, row.Range),
            Is.EqualTo((schema.GetProperty("default").GetInt32().ToString(CultureInfo.InvariantCulture), $"{least} to {most}")));
        Assert.That(
            new[] { least - 1, least, most, most + 1 }.Select(value => FaultsOf($"{{ {Login}, \"{key}\": {value} }}").Count > 0),
            Is.EqualTo(new[] { true, false, false, true }));
    }

    [Test]
    public void Its_example_is_one_without_faults_and_asks_for_a_login_in_two_steps()
    {
        var example = Example().Match(Section).Groups[1].Value;
        Assert.That(FaultsOf(example), Is.Empty);
        Assert.That(JsonDocument.Parse(example).RootElement.GetProperty("login").GetProperty("acr").GetArrayLength(), Is.EqualTo(1));
    }

    [Test]
    public void The_example_of_the_shipped_settings_is_one_without_faults_and_asks_for_a_login_in_two_steps()
    {
        var shipped = File.ReadAllText(Repository.File("config", "appsettings.json"));
        var example = Comment().Replace(Shipped().Match(shipped).Groups[1].Value, "");
        Assert.That(FaultsOf(example), Is.Empty);
        Assert.That(JsonDocument.Parse(example).RootElement.GetProperty("login").GetProperty("acr").GetArrayLength(), Is.EqualTo(1));
    }

    private static List<string> FaultsOf(string section)
    {
        using var folder = new ConfigurationFolder();
        folder.Write(
            "appsettings.json",
            $$"""
            {
              "Environment": "demo", "Drops": { "default": { "type": "directory", "path": "drop" } },
              "SelfService": {{section}}
            }
            """);
        return [.. folder.Load().Report.Faults.Select(fault => $"{fault.Path}: {fault.Message}")];
    }

    [GeneratedRegex(@"^\| (`[^|]+`) \| ([^|]+) \| ([^|]+) \| [^|]+ \|$", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex("`([A-Za-z]+)`")]
    private static partial Regex Key();

    [GeneratedRegex("^```json\n\"SelfService\": (.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Example();

    [GeneratedRegex("^  // \"SelfService\": (.*?^  // })", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Shipped();

    [GeneratedRegex("^  //", RegexOptions.Multiline)]
    private static partial Regex Comment();
}
