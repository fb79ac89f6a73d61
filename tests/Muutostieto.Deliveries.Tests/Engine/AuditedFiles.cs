using Muutostieto.Deliveries.Engine;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Deliveries.Tests.Convergence;
using Muutostieto.Records.Model;
using Muutostieto.Register;

namespace Muutostieto.Deliveries.Tests.Engine;

/// <summary>Compares the audit's answers with the delivered files, read as a recipient reads them.</summary>
internal static class AuditedFiles
{
    /// <summary>The audit names, for every person there ever was, exactly the deliveries with a record of that person, and their groups;
    /// and the chain is proved.</summary>
    internal static void HoldWhatTheAuditSays(EngineScene scene, LifeRegister life)
    {
        var composed = scene.Ledger.List().Where(delivery => delivery.Composed is not null).ToList();
        var records = composed.ToDictionary(delivery => delivery.Title, delivery => Read(scene.OutboxFolderOf(delivery)));

        // Killed before the ledger knew it, and not yet composed again: it has no files.
        var unfinished = scene.Ledger.List().Where(delivery => delivery.Composed is null).Select(delivery => delivery.Title).ToHashSet();
        var codes = composed.ToDictionary(
            delivery => delivery.Title,
            delivery => life.Persons.ToDictionary(person => person, person => CodesIn(life, person, delivery)));
        var audited = life.Persons.ToDictionary(
            person => person,
            person =>
                scene.Audit
                    .Ask(person, [], long.MaxValue, LedgerWitness.Of(scene.Ledger))
                    .Disclosures.Where(disclosure => !unfinished.Contains(disclosure.Entry.Delivery!.Title))
                    .ToDictionary(disclosure => disclosure.Entry.Delivery!.Title, disclosure => disclosure.Groups.ToArray()));
        Assert.That(
            audited.Values.SelectMany(answer => answer.Keys).ToHashSet(),
            Is.SubsetOf(records.Keys),
            "deliveries that were composed");
        foreach (var (title, codesOf) in codes)
        {
            foreach (var persons in SharedCodes.Components(codesOf))
            {
                string[] Answered(long person) => audited[person].GetValueOrDefault(title, []);
                Assert.That(
                    persons.SelectMany(Answered).ToHashSet(),
                    Is.EquivalentTo(Groups(records[title], [.. persons.SelectMany(person => codesOf[person])])),
                    title);

                // A code reassigned within the window belongs to several persons in the file: each has all records under codes of that
                // person alone, and no records but those under own codes.
                foreach (var person in persons)
                {
                    Assert.That(Answered(person), Is.SubsetOf(Groups(records[title], codesOf[person])), title);
                    Assert.That(
                        Groups(
                            records[title],
                            [.. codesOf[person].Except(persons.Where(other => other != person).SelectMany(other => codesOf[other]))]),
                        Is.SubsetOf(Answered(person)),
                        title);
                }
            }
        }

        Assert.That(
            scene.Audit.Verify(LedgerWitness.Of(scene.Ledger))
                .Payloads()
                .Ledger()
                .Anchors()
                .Result.Findings,
            Is.Empty);
    }

    /// <summary>The codes that the person had at any time of the delivery's window, while it was not yet another person.</summary>
    private static HashSet<string> CodesIn(LifeRegister life, long person, Delivery delivery) =>
        [.. life.Versions(person, new JournalKey(delivery.Window.From ?? delivery.Window.To), new JournalKey(delivery.Window.To))
            .Where(version => version.MergedInto is null).Select(version => version.IdentityCode)];

    private static List<(string Code, string[] Groups)> Read(string folder) =>
        [
            .. new MemoryRecipient(fromCsv: true)
                .Records(folder)
                .Where(record => !record.IsOpaque)
                .Select(record =>
                    (
                        record.Text(HeaderField.IdentityCode),
                        Enumerable.Range(0, record.GroupCount).Select(group => record.Spec(group).Code).ToArray())),
        ];

    private static HashSet<string> Groups(List<(string Code, string[] Groups)> records, HashSet<string> codes) =>
        [.. records.Where(record => codes.Contains(record.Code)).SelectMany(record => record.Groups)];
}
