using System.IO.Abstractions;
using Muutostieto.Disclosure.Windows;

namespace Muutostieto.Audit.Tests;

/// <summary>An audit folder of its own, with some entries when a test asks for them.</summary>
internal sealed class AuditScene : IDisposable
{
    private readonly DirectoryInfo root = Directory.CreateTempSubdirectory("muutostieto-");

    internal string Folder => Path.Combine(root.FullName, "audit");

    internal string Chain => Path.Combine(Folder, "chain.jsonl");

    internal SetClock Clock { get; } = new(new DateTimeOffset(2026, 1, 5, 0, 30, 0, TimeSpan.Zero));

    internal AuditStore Store => new(Folder, Clock, NoDisk.Instance);

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

    /// <summary>The chain's lines, without their ends.</summary>
    internal string[] Lines() => File.ReadAllLines(Chain);

    /// <summary>Writes the chain by hand.</summary>
    internal void Write(IEnumerable<string> lines) => File.WriteAllText(Chain, string.Concat(lines.Select(line => line + "\n")));

    internal AuditVerification Verify() => new AuditVerifier(new FileSystem(), Folder, null).Payloads().Anchors().Result;

    public void Dispose() => root.Delete(recursive: true);
}
