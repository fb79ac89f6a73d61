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
        var codes = composed.ToDictionary(delivery => delivery.Title, delivery => life.Persons.ToDictionary(person => person, person => CodesIn(life, person, delivery)));
        var audited = life.Persons.ToDictionary(person => person, person => AuditLookup.Ask(scene.AuditFolder, person, [], long.MaxValue, scene.Ledger).Disclosures
            .Where(disclosure => !unfinished.Contains(disclosure.Entry.Delivery!.Title))
            .ToDictionary(disclosure => disclosure.Entry.Delivery!.Title, disclosure => disclosure.Groups.ToArray()));
        foreach (var person in life.Persons)
        {
            Assert.That(audited[person].Keys, Is.SubsetOf(records.Keys), "deliveries that were composed");
            foreach (var delivery in composed.Select(delivery => delivery.Title))
            {
                // A code that has changed hands within the window is several persons' in the files: of them together the two must say the same.
                var persons = Sharing(codes[delivery], person);
                var expected = Groups(records[delivery], [.. persons.SelectMany(one => codes[delivery][one])]);
                var answered = string.Join(' ', persons.SelectMany(one => audited[one].GetValueOrDefault(delivery, [])).Distinct().Order(StringComparer.Ordinal));
                Assert.That(answered, Is.EqualTo(expected), delivery);
            }
        }

        Assert.That(new AuditVerifier(scene.AuditFolder, scene.Ledger).Payloads().Ledger().Anchors().Result.Findings, Is.Empty);
    }

    /// <summary>The codes that the person had at any time of the delivery's window, while it was not yet another person.</summary>
    private static HashSet<string> CodesIn(LifeRegister life, long person, Delivery delivery) =>
        [.. life.Versions(person, new JournalKey(delivery.Window.From ?? delivery.Window.To), new JournalKey(delivery.Window.To))
            .Where(version => version.MergedInto is null).Select(version => version.IdentityCode)];

    /// <summary>The person and all those whose codes in the window are also the person's, or one of theirs.</summary>
    private static HashSet<long> Sharing(Dictionary<long, HashSet<string>> codes, long person)
    {
        var (persons, all) = (new HashSet<long> { person }, codes[person].ToHashSet());
        while (codes.Where(one => !persons.Contains(one.Key) && one.Value.Overlaps(all)).ToList() is { Count: > 0 } more)
        {
            foreach (var (other, theirs) in more)
            {
                persons.Add(other);
                all.UnionWith(theirs);
            }
        }

        return persons;
    }

    private static List<(string Code, string[] Groups)> Read(string folder) => [.. new MemoryRecipient(fromCsv: true).Records(folder)
        .Where(record => !record.IsOpaque)
        .Select(record => (record.Text(HeaderField.IdentityCode), Enumerable.Range(0, record.GroupCount).Select(group => record.Spec(group).Code).ToArray()))];

    private static string Groups(List<(string Code, string[] Groups)> records, HashSet<string> codes) =>
        string.Join(' ', records.Where(record => codes.Contains(record.Code)).SelectMany(record => record.Groups).Distinct().Order(StringComparer.Ordinal));
}
