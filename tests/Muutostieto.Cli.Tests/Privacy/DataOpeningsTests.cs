using System.Diagnostics;
using System.IO.Abstractions;
using System.Runtime.Versioning;
using Muutostieto.Deliveries.Signing;
using Muutostieto.Drops;
using Muutostieto.Hosting;
using Muutostieto.Hosting.Settings;

namespace Muutostieto.Cli.Tests.Privacy;

/// <summary>
/// Others may come to the data by the data folder, by what is placed outside it, and by every folder above: each place, each way.
/// </summary>
[Platform(Exclude = "Win")]
[UnsupportedOSPlatform("windows")]
public sealed class DataOpeningsTests
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const uint Own = 1000;

    private static readonly string[] Places = ["register", "ledger", "outbox", "audit chain", "signing keys", "log"];

    private string root = "";

    [SetUp]
    public void SetUp()
    {
        root = Directory.CreateTempSubdirectory("muutostieto-").FullName;
        Directory.CreateDirectory(In("data"), Private);
        Directory.CreateDirectory(In("elsewhere"), Private);
        foreach (var folder in new[] { "outbox", "audit", "keys", "logs" })
        {
            Directory.CreateDirectory(In("elsewhere", folder), Private);
        }

        foreach (var file in new[] { "register.db", "ledger.db" })
        {
            File.WriteAllText(In("elsewhere", file), "");
            File.SetUnixFileMode(In("elsewhere", file), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    [TearDown]
    public void TearDown() => Directory.Delete(root, recursive: true);

    [TestCase("700", 1, 7, null)]
    [TestCase("755", 1, 7, null)]
    [TestCase("777", 0, 0, "every user")]
    [TestCase("1777", 0, 0, "every user", Description = "as /tmp: no place for the data folder")]
    [TestCase("702", 1, Own, "every user")]
    [TestCase("775", 1, 7, "its group")]
    [TestCase("770", 0, 7, "its group", Description = "root's folder, another group's")]
    [TestCase("770", 1, 0, "its group", Description = "another user's folder, root's group")]
    [TestCase("770", 0, 0, null)]
    [TestCase("770", 1, Own, null)]
    [TestCase("1770", 1, 7, null)]
    public void A_folder_above_counts_when_others_may_write_there(string mode, long user, long group, string? others) =>
        Assert.That(
            DataOpenings.WritableBy((UnixFileMode)Convert.ToInt32(mode, 8), new FolderOwner((uint)user, (uint)group), Own),
            Is.EqualTo(others));

    [Test]
    public void Where_the_system_does_not_say_whose_a_folder_is_its_group_counts() =>
        Assert.That(DataOpenings.WritableBy(Private | UnixFileMode.GroupWrite, owner: null, Own), Is.EqualTo("its group"));

    [Test]
    public void The_owner_of_a_folder_is_the_one_that_the_system_names([Values("/", "/tmp", "")] string folder)
    {
        var path = folder.Length > 0 ? folder : In("data");
        using var stat = Process.Start(new ProcessStartInfo("stat", ["-L", "-c", "%u %g", path]) { RedirectStandardOutput = true })!;
        var expected = stat.StandardOutput.ReadToEnd().Trim();
        Assert.That(FolderOwner.Of(path) is { } owner ? $"{owner.User} {owner.Group}" : null, Is.EqualTo(expected));
    }

    [Test]
    public void What_is_private_has_no_opening([Values] bool isElsewhere) => Assert.That(Found(isElsewhere), Is.Empty);

    [Test]
    public void What_is_placed_in_the_data_folder_is_closed_by_it()
    {
        Directory.CreateDirectory(In("data", "outbox"), Private | UnixFileMode.OtherRead | UnixFileMode.OtherWrite);
        Assert.That(Found(isElsewhere: false), Is.Empty);
    }

    [Test]
    public void Each_place_is_looked_at_itself()
    {
        foreach (var (path, mode) in new[]
        {
            ("data", UnixFileMode.OtherExecute),
            ("elsewhere/register.db", UnixFileMode.GroupRead),
            ("elsewhere/ledger.db", UnixFileMode.OtherRead),
            ("elsewhere/outbox", UnixFileMode.GroupExecute),
            ("elsewhere/audit", UnixFileMode.OtherRead),
            ("elsewhere/keys", UnixFileMode.OtherWrite),
            ("elsewhere/logs", UnixFileMode.OtherWrite),
        })
        {
            File.SetUnixFileMode(In(path), File.GetUnixFileMode(In(path)) | mode);
        }

        Assert.That(Found(isElsewhere: true), Is.EquivalentTo(new[]
        {
            "data: the data folder is open to other users. Run chmod 700 on it.",
            "elsewhere/register.db: the register is open to other users. Run chmod 600 on it.",
            "elsewhere/ledger.db: the ledger is open to other users. Run chmod 600 on it.",
            "elsewhere/outbox: the outbox is open to other users. Run chmod 700 on it.",
            "elsewhere/audit: the audit chain is open to other users. Run chmod 700 on it.",
            "elsewhere/keys: the folder of the signing keys can be written by every user. Run chmod o-w on it, or move the signing keys.",
            "elsewhere/logs: the folder of the log can be written by every user. Run chmod o-w on it, or move the log.",
        }));
    }

    [TestCaseSource(nameof(Places))]
    public void The_folders_above_each_place_are_looked_at(string place)
    {
        var path = In("elsewhere");
        File.SetUnixFileMode(path, Private | UnixFileMode.OtherWrite);
        var found = new DataOpenings(new FileSystem(), In("data"))
            .Find(Settings(noun => noun == place))
            .Where(opening => opening.Folder.StartsWith(root, StringComparison.Ordinal));
        Assert.That(found.Select(opening => (opening.Folder, opening.Found)), Is.EqualTo(new[]
        {
            (path, $"the folder above the {place} can be written by every user"),
        }));
    }

    [Test]
    public void A_folder_above_several_places_is_named_once()
    {
        File.SetUnixFileMode(root, Private | UnixFileMode.OtherWrite);
        Assert.That(Found(isElsewhere: true), Is.EqualTo(new[]
        {
            ": the folder above the data folder can be written by every user. Run chmod o-w on it, or move the data folder.",
        }));
    }

    private string In(params string[] path) => Path.Combine([root, .. path]);

    /// <summary>The openings of the test's own folders: what is above them is the machine's.</summary>
    private IEnumerable<string> Found(bool isElsewhere) =>
        new DataOpenings(new FileSystem(), In("data"))
            .Find(Settings(_ => isElsewhere))
            .Where(opening => opening.Folder.StartsWith(root, StringComparison.Ordinal))
            .Select(opening => $"{opening.Folder[root.Length..].TrimStart('/')}: {opening.Found}. {opening.Remedy}");

    private ServiceSettings Settings(Predicate<string> isElsewhere)
    {
        string Place(string noun, string name) => In(isElsewhere(noun) ? "elsewhere" : "data", name);
        return new ServiceSettings
        {
            Environment = RunEnvironment.Production,
            DataDirectory = In("data"),
            RegisterPath = Place("register", "register.db"),
            LedgerPath = Place("ledger", "ledger.db"),
            OutboxPath = Place("outbox", "outbox"),
            AuditPath = Place("audit chain", "audit"),
            Signing = new SigningSettings(Place("signing keys", "keys")),
            Drops = new Dictionary<string, DropSettings>(),
            Serilog = new Dictionary<string, string?> { ["Serilog:WriteTo:0:Args:path"] = Place("log", "logs/run-.jsonl") },
        };
    }
}
