using System.IO.Abstractions;
using System.Runtime.Versioning;
using System.Text.RegularExpressions;
using Muutostieto.Records.Files;

namespace Muutostieto.Records.Tests.Files;

public sealed partial class PrivateFileTests
{
    private string folder = null!;

    [SetUp]
    public void SetUp() => folder = Directory.CreateTempSubdirectory("muutostieto-").FullName;

    [TearDown]
    public void TearDown() => Directory.Delete(folder, recursive: true);

    [Test]
    [Platform(Exclude = "Win")]
    [UnsupportedOSPlatform("windows")]
    public void A_file_is_its_owners_alone_however_it_is_made()
    {
        PrivateFile.Open(new FileSystem(), In("opened"), FileMode.Create, FileAccess.Write, FileShare.None).Dispose();
        PrivateFile.Write(new FileSystem(), In("written"), "x"u8);
        PrivateFile.Ensure(new FileSystem(), In("ensured"));
        Assert.That(
            Directory.GetFiles(folder).Select(File.GetUnixFileMode),
            Is.All.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite).And.Exactly(3).Items);
    }

    [Test]
    [Platform(Exclude = "Win")]
    [UnsupportedOSPlatform("windows")]
    public void Every_folder_that_was_missing_is_its_owners_alone()
    {
        PrivateFile.CreateFolder(new FileSystem(), In("a/b/c"));
        Assert.That(
            new[] { "a", "a/b", "a/b/c" }.Select(name => File.GetUnixFileMode(In(name))),
            Is.All.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute));
    }

    [Test]
    public void A_file_that_is_there_keeps_its_contents_when_it_is_ensured()
    {
        File.WriteAllText(In("there"), "contents");
        PrivateFile.Ensure(new FileSystem(), In("there"));
        Assert.That(File.ReadAllText(In("there")), Is.EqualTo("contents"));
    }

    /// <summary>
    /// The house rule: what makes a file or a folder without PrivateFile is listed here, with the reason why others may read it.
    /// </summary>
    [Test]
    public void No_source_makes_a_file_or_folder_in_another_way()
    {
        string[] forOthers =
        [
            "Files/PrivateFile.cs",
            "Files/AtomicFile.cs", // WriteForOthers, whose callers are found as well
            "Muutostieto.Drops/DirectoryDrop.cs", // the recipient reads the drop
            "Muutostieto.Drops/DropFolderFiles.cs",
            "Muutostieto.Drops/DirectoryDrop.Trial.cs", // with the mode of what is delivered; removed at once
            "Drafts/DraftFile.cs", // files of the configuration, as an operator writes them
            "Drafts/ShippedConfiguration.cs",
            "Composition/Forms/FormFile.cs", // in a private folder; an SFTP server gives the file's mode to the recipient's copy
            "Reconciliation/Reconciler.cs",
            "Loading/ReceiptFolder.cs", // the sender reads receipts
            "Commands/ReconcileCommand.cs", // counts and digests, where the operator says
            "Decisions/DecisionFile.cs", // a file of the configuration, as an operator writes it
            "Deliveries/TemporaryFile.cs", // of its owner alone, by options of its own: it goes with its handle
        ];
        var source = Path.Combine(Repository.Root, "src");
        var found = Directory
            .EnumerateFiles(source, "*.cs", SearchOption.AllDirectories)
            .Where(file =>
                !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
                && Making().IsMatch(File.ReadAllText(file)))
            .Select(file => file.Replace('\\', '/'))
            .ToList();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(found.Where(file => !forOthers.Any(known => file.EndsWith('/' + known, StringComparison.Ordinal))), Is.Empty);
            Assert.That(
                forOthers.Where(known => !found.Any(file => file.EndsWith('/' + known, StringComparison.Ordinal))),
                Is.Empty,
                "listed without need");
        }
    }

    private string In(string name) => Path.Combine(folder, name);

    [GeneratedRegex(
        @"Directory\.CreateDirectory\(|(?<![A-Za-z])File\.(Write|Append|Create|OpenWrite)\w*\(|(?<!PrivateFile\.Open\([^;]*)FileMode\.(Create|CreateNew|OpenOrCreate|Append)\b|new StreamWriter\(|AtomicFile\.WriteForOthers\(",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex Making();
}
