using Muutostieto.Disclosure;
using Muutostieto.Disclosure.Windows;
using Muutostieto.Register;

namespace Muutostieto.Deliveries.Composition;

/// <summary>
/// What a repair adds to a change delivery: after the journal's lines, one full record of every living resident of the municipalities, in
/// the order of identity codes. Whatever a recipient has lost, altered or doubled of them gives way to it.
/// </summary>
internal sealed class RepairRecords(IRegister register, DeliveryContext context, DisclosedRecord.Gate gate)
{
    private readonly HashSet<string> municipalities = [.. context.Terms.Repair ?? []];

    /// <summary>
    /// What becomes of a person's entries under the repair: the entries of a person with a full record are folded into it, as a recipient
    /// that has lost the person could not apply them. The same applies to a person who lived there when the window began and has died or
    /// moved within the area since: the full record comes in the place of the entries.
    /// </summary>
    internal VisibilityTransition Of(long person, VisibilityTransition transition) =>
        transition != VisibilityTransition.Changes || municipalities.Count == 0 ? transition
        : LivesThere(person, context.To) ? VisibilityTransition.None
        : LivesThere(person, context.From!.Value) ? VisibilityTransition.Full
        : transition;

    private bool LivesThere(long person, long key) =>
        register.At(person, new JournalKey(key)) is { Alive: true } resident && municipalities.Contains(resident.Municipality);

    /// <summary>Passes the residents through the gate.</summary>
    /// <param name="hasFull">Says who has got a full record for coming into sight already.</param>
    /// <param name="next">Gives the container to fill.</param>
    /// <param name="keep">Takes it as the next record, of this person.</param>
    /// <param name="cancellation">Breaks off.</param>
    /// <returns>How many have a record.</returns>
    internal long Disclose(Func<long, bool> hasFull, Func<DisclosedRecord> next, Action<long> keep, CancellationToken cancellation)
    {
        var persons = 0L;
        if (municipalities.Count > 0)
        {
            register.ScanResidents(new JournalKey(context.To), [.. municipalities], Visit, cancellation);
        }

        return persons;

        void Visit(in ResidentRow row)
        {
            if (!hasFull(row.PersonId) && gate.TryDiscloseBase(row, next()))
            {
                persons++;
                keep(row.PersonId);
            }
        }
    }
}
