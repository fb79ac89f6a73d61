using System.Text.Json;
using System.Text.RegularExpressions;
using Muutostieto.Integration.Tests.Support;

namespace Muutostieto.Integration.Tests.Interface;

/// <summary>The clients' guides are what the program does: their commands are run against it.</summary>
[Platform("Linux")]
[Parallelizable(ParallelScope.Self)]
public sealed partial class InterfaceGuideTests
{
    private const string Demo = "http://127.0.0.1:8651/";
    private string folder = "";

    [SetUp]
    public void MakeFolder() => folder = Directory.CreateTempSubdirectory("muutostieto-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(folder, recursive: true);

    [Test]
    public async Task Every_command_of_the_guide_is_answered()
    {
        await using var scene = await InterfaceScene.StartAsync(persons: 300, weeks: 40);
        var commands = Blocks("interface.md", "sh");

        // curl then fails on every status that is not a success.
        await File.WriteAllTextAsync(Path.Combine(folder, ".curlrc"), "fail-with-body\n");
        var script = $"set -euo pipefail\nexport CURL_HOME='{folder}'\n{string.Join('\n', commands)}";
        var (code, output, errors) = await Programs.TryAsync(
            "bash", folder, "-c", script.Replace(Demo, scene.Address.ToString(), StringComparison.Ordinal));
        Assert.That(code, Is.Zero, output + errors);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(commands, Has.Count.GreaterThan(4));
            Assert.That(Answer("openapi.json").TryGetProperty("openapi", out _), Is.True);
            Assert.That(Answer("key.json").GetProperty("viimeisinKirjausavain").GetInt64(), Is.Positive);
            Assert.That(Answer("week.json").GetProperty("perustiedot").GetArrayLength(), Is.GreaterThan(200));
            Assert.That(Answer("base.json").GetProperty("perustiedot").GetArrayLength(), Is.EqualTo(1));
            Assert.That(Answer("changes.json").GetProperty("muutokset").GetArrayLength(), Is.Positive);
            Assert.That(Answer("next.json").GetProperty("ajanTasalla").GetBoolean(), Is.True);
            Assert.That(Answer("since-week.json").TryGetProperty("muutokset", out _), Is.True);
            Assert.That(output, Does.Contain("\"HENKILON_NIMI\""));
        }
    }

    [Test]
    public void Both_languages_show_the_same_commands_and_answers() =>
        Assert.That(
            Blocks("rajapinta.md", "sh").Concat(Blocks("rajapinta.md", "json")),
            Is.EqualTo(Blocks("interface.md", "sh").Concat(Blocks("interface.md", "json"))));

    private JsonElement Answer(string file) => JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, file))).RootElement;

    private static List<string> Blocks(string document, string kind) =>
        [
            .. Fence().Matches(File.ReadAllText(Repository.File("docs", document)))
                .Where(block => block.Groups["kind"].Value == kind)
                .Select(block => block.Groups["text"].Value),
        ];

    [GeneratedRegex(@"^```(?<kind>\w+)\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();
}
