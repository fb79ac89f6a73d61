using System.Diagnostics;
using Muutostieto.Recipient.Checking;
using Muutostieto.Recipient.Loading;
using Muutostieto.Recipient.Loading.Lists;
using Muutostieto.Recipient.Tests.Support;
using Muutostieto.Records;
using Muutostieto.Records.Manifests;
using Muutostieto.Records.Reconciliation;
using Muutostieto.Records.Signing;

namespace Muutostieto.Recipient.Tests;

/// <summary>
/// What a recipient reads as a whole has a limit, whatever the name it is found by: neither a file of 3 GB nor a pipe holds up a check or a
/// load.
/// </summary>
public sealed class HugeFileTests
{
    private const long Huge = 3L << 30;
    private const string Manifest = "38950_20260112KAIREK_001.json";

    private static readonly (string Name, string File, Func<string, string> Read, string SaidOfHuge, string SaidOfPipe)[] Kinds =
    [
        ("a manifest found by its signature", Manifest, path => Check(Sign(path)), "(more than 1048576 bytes)", "(it cannot be read)"),
        ("a signed manifest", Manifest, path => Check(path, Sign(path)), "(more than 1048576 bytes)", "(it cannot be read)"),
        ("a signed manifest in a folder to load", Manifest, path => Load(Sign(path)), "(more than 1048576 bytes)", "(it cannot be read)"),
        ("a manifest's signature", Manifest + ".sig", path => Check(path), "(more than 4096 bytes)", "(it cannot be read)"),
        ("a list of hashes", "h.sha256", path => Check(path), "no list of hashes", "a pipe"),
        ("a list of identity codes", "38950_20260105.HTT", path => Check(path), "send the list in several files", "a pipe"),
        ("a reconciliation file", "r.TAS", path => Failure(() => _ = ReconciliationFile.Read(path)), "more than 1048576", "cannot be read"),
        ("a result of a list", "38950_20260105.HTT.RES", path => $"lines: {Covered(path, path)}", "lines: 0", "lines: 0"),
        (
            "a list that was sent",
            "38950_20260105.HTT",
            path =>
            {
                File.WriteAllText(
                    path + ".RES",
                    """
                    { "format": "muutostieto-list-1", "permit": "p", "number": 1, "upload": "38950_20260105.HTT",
                      "list": { "from": 0, "to": 1 }, "removed": 1 }
                    """);
                return $"lines: {Covered(path, path)}";
            },
            "lines: 0",
            "lines: 0"),
    ];

    public static IEnumerable<TestCaseData> Cases() =>
        from kind in Kinds
        from isPipe in new[] { false, true }
        where !isPipe || OperatingSystem.IsLinux()
        select new TestCaseData(kind.File, isPipe, kind.Read, isPipe ? kind.SaidOfPipe : kind.SaidOfHuge).SetArgDisplayNames(
            kind.Name,
            isPipe ? "a pipe" : "3 GB");

    [TestCaseSource(nameof(Cases))]
    public async Task It_is_named_and_refused_at_once_in_bounded_memory(string name, bool isPipe, Func<string, string> read, string said)
    {
        using var folder = new TemporaryFolder();
        Make(folder[name], isPipe);

        var reading = Task.Run(() =>
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            return (Said: read(folder[name]), Bytes: GC.GetAllocatedBytesForCurrentThread() - before);
        });
        var (found, bytes) = await reading.WaitAsync(TimeSpan.FromSeconds(30));

        Assert.That(found, Does.Contain(said));
        Assert.That(bytes, Is.LessThan(64L << 20));
    }

    private static void Make(string path, bool isPipe)
    {
        if (isPipe)
        {
            using var made = Process.Start("mkfifo", path);
            made.WaitForExit();
            return;
        }

        using var file = File.Create(path);
        file.SetLength(Huge);
    }

    /// <summary>Puts a signature beside it, of something else.</summary>
    private static string Sign(string manifest)
    {
        using var sender = new Sender();
        var signature = ManifestSignature.NameOf(manifest);
        File.WriteAllBytes(signature, SshSignature.Of(sender.Key, ManifestSignature.Namespace, "{}"u8).ToFile());
        return signature;
    }

    private static string Check(params string[] paths)
    {
        using var sender = new Sender();
        var report = new FileChecker(Layouts.Catalog, verifier: sender.Verifier);
        try
        {
            return string.Join('\n', report.Check(paths).Files.SelectMany(file => file.Findings).Select(finding => finding.Message));
        }
        catch (MuutostietoException refused)
        {
            return refused.Message;
        }
    }

    private static string Load(string path) => Failure(() => _ = new DeliveryLoader(
        Layouts.Catalog, TimeProvider.System, new RemedyNames()).Load(
        new LoadOptions { Folder = Path.GetDirectoryName(path)!, Database = Path.Combine(Path.GetDirectoryName(path)!, "residents.db") }));

    private static int Covered(string results, string uploads) =>
        new SentLists(Path.GetDirectoryName(results)!, Path.GetDirectoryName(uploads)!).CoveredBy(new ManifestDelivery
        {
            Permit = "p",
            Kind = DeliveryKey.Changes,
            Number = 1,
            List = new ManifestList(0, 1, 0, 1),
        }).Lines.Count;

    private static string Failure(Action read) => Assert.Throws<MuutostietoException>(() => read())!.Message;
}
