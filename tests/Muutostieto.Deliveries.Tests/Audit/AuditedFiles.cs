using Muutostieto.Deliveries.Audit;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Deliveries.Tests.Convergence;
using Muutostieto.Deliveries.Tests.Engine;
using Muutostieto.Records.Model;
using Muutostieto.Register;

namespace Muutostieto.Deliveries.Tests.Audit;

/// <summary>Compares what the audit answers with what stands in the delivered files, which are read as a recipient reads them.</summary>
internal static class AuditedFiles
{
    /// <summary>The audit names, for everybody there ever was, exactly the deliveries whose files hold a record of them, with their groups; and the chain is proved.</summary>
    internal static void HoldWhatTheAuditSays(EngineScene scene, LifeRegister life)
    {
        var composed = scene.Ledger.List().Where(delivery => delivery.Composed is not null).ToList();
        var records = composed.ToDictionary(delivery => delivery.Title, delivery => Read(scene.OutboxFolderOf(delivery)));

        // Killed before the ledger knew it, and not yet composed again: it has no files.
        var unfinished = scene.Ledger.List().Where(delivery => delivery.Composed is null).Select(delivery => delivery.Title).ToHashSet();
        foreach (var person in life.Persons)
        {
            var expected = composed
                .Select(delivery => (delivery.Title, Groups: Groups(records[delivery.Title], CodesIn(life, person, delivery))))
                .Where(one => one.Groups.Length > 0)
                .Select(one => $"{one.Title}: {one.Groups}");
            var answered = AuditLookup.Ask(scene.AuditFolder, person, [], long.MaxValue, scene.Ledger).Disclosures
                .Where(disclosure => !unfinished.Contains(disclosure.Entry.Delivery!.Title))
                .Select(disclosure => $"{disclosure.Entry.Delivery!.Title}: {string.Join(' ', disclosure.Groups)}");
            Assert.That(answered, Is.EquivalentTo(expected), "deliveries of a person");
        }

        Assert.That(new AuditVerifier(scene.AuditFolder, scene.Ledger).Payloads().Ledger().Anchors().Result.Findings, Is.Empty);
    }

    /// <summary>The codes that the person had at any time of the delivery's window, while it was not yet another person.</summary>
    private static HashSet<string> CodesIn(LifeRegister life, long person, Delivery delivery) =>
        [.. life.Versions(person, new JournalKey(delivery.Window.From ?? delivery.Window.To), new JournalKey(delivery.Window.To))
            .Where(version => version.MergedInto is null).Select(version => version.IdentityCode)];

    private static List<(string Code, string[] Groups)> Read(string folder) => [.. new MemoryRecipient(fromCsv: true).Records(folder)
        .Where(record => !record.IsOpaque)
        .Select(record => (record.Text(HeaderField.IdentityCode), Enumerable.Range(0, record.GroupCount).Select(group => record.Spec(group).Code).ToArray()))];

    private static string Groups(List<(string Code, string[] Groups)> records, HashSet<string> codes) =>
        string.Join(' ', records.Where(record => codes.Contains(record.Code)).SelectMany(record => record.Groups).Distinct().Order(StringComparer.Ordinal));
}
