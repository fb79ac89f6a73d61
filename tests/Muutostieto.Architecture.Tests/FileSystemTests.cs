using System.Text.RegularExpressions;

namespace Muutostieto.Architecture.Tests;

/// <summary>
/// The service touches its files through the file system that is given to it, so that a test can let any call fail. The recipients'
/// program, databases (whose files SQLite opens) and the synthetic population are no part of it.
/// </summary>
[Parallelizable(ParallelScope.Self)]
public sealed partial class FileSystemTests
{
    private static readonly string[] Service =
        ["Records", "Audit", "Drops", "Deliveries", "Extracts", "Hosting", "SelfService", "Server", "Cli"];

    /// <summary>Files with calls of their own, and why.</summary>
    private static readonly Dictionary<string, string> Exempt = new(StringComparer.Ordinal)
    {
        ["ForeignFile.cs"] = "a file of a foreign hand is opened without following a link, by a call of the system",
        ["PrivateKeyReader.cs"] = "the mode is the open key's, not the one of whatever has its name by then",
        ["SftpCredentials.cs"] = "secrets of a connection, read with their modes",
        ["HostKeyPin.cs"] = "known_hosts of a connection",
        ["MailPassword.cs"] = "secrets of a connection, read with their modes",
        ["ServerCertificate.cs"] = "secrets of a listener, read with their modes",
        ["SecretReader.cs"] = "secrets of a connection, read with their modes",
        ["RemoteMode.cs"] = "the umask of the process, which the system shows as a file",
        ["ReconciliationFile.cs"] = "read by recipients",
        ["AllowedSigners.cs"] = "read by recipients",
    };

    /// <summary>Where the real disk is chosen, and why.</summary>
    private static readonly Dictionary<string, string> Disks = new(StringComparer.Ordinal)
    {
        ["DiskSync.cs"] = "the real disk",
        ["CommandContext.cs"] = "the command line gives it to everything",
        ["BaseSizeGuard.cs"] = "counts persons and writes no file",
        ["Logging.cs"] = "the log's sink writes to the real disk",
        ["PrivateLogFiles.cs"] = "the log's sink writes to the real disk",
        ["SqliteLedger.cs"] = "SQLite writes to the real disk",
        ["SqliteSelfServiceStore.cs"] = "SQLite writes to the real disk",
    };

    [TestCaseSource(nameof(Service))]
    public void A_file_of_the_service_is_touched_through_the_file_system_given_to_it(string project)
    {
        Assert.That(Of(project, DirectCall()).Where(file => !Exempt.ContainsKey(file)), Is.Empty);
        Assert.That(Of(project, RealDisk()).Where(file => !Disks.ContainsKey(file)), Is.Empty);
    }

    [Test]
    public void No_file_is_exempt_without_need()
    {
        Assert.That(Exempt.Keys.Except(Service.SelectMany(project => Of(project, DirectCall()))), Is.Empty);
        Assert.That(Disks.Keys.Except(Service.SelectMany(project => Of(project, RealDisk()))), Is.Empty);
    }

    private static IEnumerable<string> Of(string project, Regex call) =>
        House
            .SourcesOf(project)
            .Where(source => source.Text.Split('\n').Any(line => !IsComment(line) && call.IsMatch(line)))
            .Select(source => Path.GetFileName(source.Path));

    private static bool IsComment(string line) => line.TrimStart().StartsWith("//", StringComparison.Ordinal);

    /// <summary>A reader over an open stream touches no file.</summary>
    [GeneratedRegex(
        @"(?<![\w.])(File|Directory)\.[A-Z]\w*\(|(?<![\w.])new (FileStream|FileInfo|DirectoryInfo|FileSystemWatcher|StreamWriter)\("
            + @"|(?<![\w.])new StreamReader\((?!stream|new |file)")]
    private static partial Regex DirectCall();

    [GeneratedRegex(@"new (FileSystem|DiskSync)\(\)")]
    private static partial Regex RealDisk();
}
