using Muutostieto.Cli.Tests.Support;

namespace Muutostieto.Cli.Tests.Robustness;

/// <summary>Every command that reads damaged files of records, manifests and hashes reports them as damaged.</summary>
public sealed class SpoiledFilesTests
{
    private static readonly string[] Names =
    [
        "38950_PT260105OIKEUS_001.PTT",
        "38950_20260330OIKEUS_001.MTT",
        "38950_20260330OIKEUS_001.csv.zip",
        "38950_20260330OIKEUS_001.json",
        "38950_20260330OIKEUS_001.sha256",
        "changes.jsonl",
    ];

    private readonly TestInstallation installation = new();

    [OneTimeSetUp]
    public async Task SetUp()
    {
        TestInstallation.CopyFolder(Path.Combine(Repository.Root, "samples", "deliveries", "with-right"), installation.In("sound"));
        (
            await InProcess.RunAsync([
                "convert",
                Sound("38950_20260330OIKEUS_001.MTT"),
                "--to",
                "json",
                "--out",
                Sound("changes.jsonl"),
                .. installation.Options,
            ])
        ).AssertDone();
    }

    [OneTimeTearDown]
    public void TearDown() => installation.Dispose();

    [TestCaseSource(nameof(Names))]
    public async Task Whatever_is_in_a_file_check_and_convert_and_import_answer_as_a_user_expects(string name)
    {
        var rounds = new SpoiledRounds();
        var sound = await File.ReadAllBytesAsync(Sound(name));
        await rounds.RunAsync(20, async (round, spoiler) =>
        {
            var file = installation.In($"{round}-{name}");
            await File.WriteAllBytesAsync(
                file,
                name.EndsWith(".zip", StringComparison.Ordinal) && spoiler.Random.Next(4) > 0
                    ? spoiler.SpoilInside(sound)
                    : spoiler.Spoil(sound));
            _ = await rounds.TryAsync(["check", file, .. installation.Options]);
            _ = await rounds.TryAsync([
                "register",
                "import",
                file,
                "--config",
                installation.Config,
                "--data",
                installation.In($"imported-{round}-{name}"),
            ]);
            foreach (var (form, target) in new[] { ("fixed", "out.MTT"), ("csv", "out.csv.zip"), ("json", "out.jsonl") })
            {
                _ = await rounds.TryAsync([
                    "convert",
                    file,
                    "--to",
                    form,
                    "--out",
                    installation.In(target),
                    "--force",
                    .. installation.Options,
                ]);
            }
        });
    }

    private string Sound(string name) => Path.Combine(installation.In("sound"), name);
}
