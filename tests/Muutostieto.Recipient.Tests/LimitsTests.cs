using System.IO.Compression;
using System.Text;
using Muutostieto.Recipient.Manifests;
using Muutostieto.Recipient.Tests.Support;
using Muutostieto.Records;
using Muutostieto.Records.Reconciliation;

namespace Muutostieto.Recipient.Tests;

/// <summary>
/// What a recipient reads from outside has a limit each (the table in docs/architecture.md): beyond it the file is named and refused, in
/// bounded memory.
/// </summary>
public sealed class LimitsTests
{
    private const int Megabyte = 1 << 20;

    private static readonly (
        string Name,
        string File,
        Func<TemporaryFolder, string, string> Make,
        Func<string, string> Read,
        string Said
    )[] Limits =
    [
        (
            "a manifest of more than 1 MiB",
            "m.json",
            Blanks(Megabyte + 1, "{", "}"),
            path => Failure(() => _ = ManifestReader.Read(path)),
            "more than 1048576 bytes"),
        (
            "a manifest nested too deep",
            "m.json",
            (folder, name) => folder.Write(name, "{\"delivery\":" + new string('[', 200) + new string(']', 200) + "}"),
            path => Failure(() => _ = ManifestReader.Read(path)),
            "not a manifest"),
        ("a list of hashes of more than 1 MiB", "h.sha256", Blanks(Megabyte + 1), Finding, "no list of hashes"),
        (
            "a list of identity codes of more than 16 MiB",
            "38950_20260105.HTT",
            Blanks((16 * Megabyte) + 1),
            Finding,
            "send the list in several files"),
        (
            "a reconciliation file of more than 1 MiB",
            "r.TAS",
            Blanks(Megabyte + 1, "{", "}"),
            path => Failure(() => _ = ReconciliationFile.Read(path)),
            "no reconciliation file"),
        (
            "a line of fixed width without an end",
            "1_20260105X_001.MTT",
            (folder, name) => folder.Write(name, new string('x', 2 * Megabyte)),
            Finding,
            "bytes without a line end"),
        (
            "a line of JSON without an end",
            "x.jsonl",
            (folder, name) => folder.Write(name, "{\"a\":\"" + new string('x', 3 * Megabyte)),
            Finding,
            "bytes without a line end"),
        (
            "a JSON record nested too deep",
            "x.jsonl",
            (folder, name) => folder.Write(name, "{\"hetu\":" + new string('[', 200) + new string(']', 200) + "}\n"),
            Finding,
            "expected a JSON"),
        ("a row of CSV without an end", "x.csv.zip", Zip(("001_henkilotunnuskorjaus.csv", 64, false)), Finding, "a row is not CSV"),
        (
            "a package with a thousand files too many",
            "x.csv.zip",
            Zip([.. Enumerable.Range(0, 1001).Select(number => ($"{number}.csv", 0, false))]),
            Finding,
            "1001 files in the zip"),
        (
            "a package with a description that unpacks to 64 MiB",
            "x.csv.zip",
            Zip(("datapackage.json", 64, true)),
            Finding,
            "is no description of a package"),
    ];

    public static IEnumerable<TestCaseData> Cases() =>
        Limits.Select(limit => new TestCaseData(limit.File, limit.Make, limit.Read, limit.Said).SetArgDisplayNames(limit.Name));

    [TestCaseSource(nameof(Cases))]
    public void Beyond_its_limit_it_is_named_and_refused_in_bounded_memory(string name, object make, Func<string, string> read, string said)
    {
        ArgumentNullException.ThrowIfNull(read);
        using var folder = new TemporaryFolder();
        var path = ((Func<TemporaryFolder, string, string>)make)(folder, name);
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.That(read(path), Does.Contain(said));
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(128L * Megabyte));
    }

    private static string Failure(Action read) => Assert.Throws<MuutostietoException>(() => read())!.Message;

    private static string Finding(string path) =>
        string.Join('\n', Checks.Of(path).Files.SelectMany(file => file.Findings).Select(finding => finding.Message));

    private static Func<TemporaryFolder, string, string> Blanks(int bytes, string before = "", string after = "") =>
        (folder, name) => folder.Write(name, before + new string(' ', bytes) + after);

    /// <summary>A zip of files of so many MiB of one letter, which pack to a thousandth; as JSON, of blanks.</summary>
    private static Func<TemporaryFolder, string, string> Zip(params (string Name, int Megabytes, bool IsJson)[] files) => (folder, name) =>
    {
        using (var zip = new ZipArchive(File.Create(folder[name]), ZipArchiveMode.Create))
        {
            foreach (var file in files)
            {
                using var entry = zip.CreateEntry(file.Name).Open();
                for (var written = 0; written < file.Megabytes; written++)
                {
                    entry.Write(Encoding.ASCII.GetBytes(new string(file.IsJson ? ' ' : 'x', Megabyte)));
                }
            }
        }

        return folder[name];
    };
}
