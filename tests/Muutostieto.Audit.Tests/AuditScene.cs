using System.IO.Abstractions;
using Muutostieto.Audit.Files;
using Muutostieto.Disclosure.Windows;
using Muutostieto.Records.Files;

namespace Muutostieto.Audit.Tests;

/// <summary>An audit folder of its own, with some entries when a test asks for them.</summary>
internal sealed class AuditScene : IDisposable
{
    private readonly DirectoryInfo root = Directory.CreateTempSubdirectory("muutostieto-");

    internal string Folder => Path.Combine(root.FullName, "audit");

    internal string Chain => Path.Combine(Folder, "chain.jsonl");

    internal SetClock Clock { get; } = new(new DateTimeOffset(2026, 1, 5, 0, 30, 0, TimeSpan.Zero));

    internal AuditStore Store => new(Folder, Clock, NoDisk.Instance);

    /// <summary>A store whose segments get no further entry from a few lines on.</summary>
    internal AuditStore OfSmallSegments => StoreOf(Folder, Clock, NoDisk.Instance, 2000);

    /// <summary>A store whose segments get no further entry from a size on.</summary>
    internal static AuditStore StoreOf(string folder, TimeProvider clock, IDiskSync disk, long segmentBytes) =>
        new(new FolderStorage(disk, folder, segmentBytes), folder, clock, disk);

    internal static AuditQuestion Question { get; } = new("tarkastaja", null, "request 7", true);

    internal static AuditedDelivery Delivery(int number, string permit = "kainuu") =>
        new(
            permit,
            number == 1 ? "base" : "changes",
            number,
            "saaja",
            "DVV/0000/2026",
            "laajat",
            new DeliveryWindow(number == 1 ? null : number - 1, number),
            new DateTimeOffset(2026, 1, 5, 2, 30, 0, TimeSpan.FromHours(2)));

    /// <summary>Records a delivery of the persons, who have a group each of the given codes.</summary>
    internal AuditHead Record(AuditedDelivery delivery, long[] persons, string file = "a", AuditHead? expected = null) =>
        Store.RecordDelivery(delivery, Content(persons), Files(file), expected);

    /// <summary>Records an answer of the interface with the persons.</summary>
    internal static Task<AuditHead> AnswerAsync(IAuditTrail store, string? user, params long[] persons) =>
        store.RecordDisclosureAsync(
            new AuditedInterfaceAnswer("mutpT1", "muutokset", 7, 9, 1, "FI/MUN/0000000-0/kainuu", "id-1", null),
            user,
            Content(persons),
            CancellationToken.None);

    internal static Dictionary<string, string> Files(string file) => new() { ["stem.PTT"] = new string(file[0], 64) };

    internal static AuditContent Content(params long[] persons)
    {
        var tally = new DisclosureTally(Layouts.Catalog);
        foreach (var person in persons)
        {
            var record = new Records.Model.Record();
            record.Add(Layouts.Catalog.Newest(person % 2 == 0 ? "004" : "101")!, (byte)'1');
            tally.Add(person, record);
        }

        return tally.ToContent();
    }

    /// <summary>The files of the chain, in the order of their entries.</summary>
    internal string[] Segments() => [Chain, .. Directory.GetFiles(Path.Combine(Folder, "segments")).Order(StringComparer.Ordinal)];

    /// <summary>The chain's lines, without their ends.</summary>
    internal string[] Lines() => File.ReadAllLines(Chain);

    /// <summary>Writes the chain by hand.</summary>
    internal void Write(IEnumerable<string> lines) => File.WriteAllText(Chain, string.Concat(lines.Select(line => line + "\n")));

    internal AuditVerification Verify() => new AuditVerifier(new FileSystem(), Folder, null).Payloads().Anchors().Result;

    public void Dispose() => root.Delete(recursive: true);
}
