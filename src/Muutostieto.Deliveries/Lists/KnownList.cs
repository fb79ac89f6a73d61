using Muutostieto.Deliveries.Ledger;

namespace Muutostieto.Deliveries.Lists;

/// <summary>Who is on a permit's list, and who was taken off it by a merger since the last delivery: read once per run, and kept in step
/// with what the run takes in.</summary>
internal sealed class KnownList
{
    private readonly HashSet<long> members;
    private readonly HashSet<long> becomeAnother;

    internal KnownList(ILedger ledger, string permit)
    {
        members = [.. ledger.ListMembers(permit, long.MaxValue)];
        becomeAnother =
        [
            .. ledger.ListChanges(permit, ledger.Head(permit)?.Window.ListTo ?? 0, long.MaxValue).GroupBy(change => change.Person)
                .Where(of => of.Last() is { IsAdded: false, IsUploaded: false }).Select(of => of.Key),
        ];
    }

    internal IReadOnlySet<long> Members => members;

    /// <summary>Whether the person was taken off the list by a merger into another, in a delivery that was withdrawn since.</summary>
    internal bool HasBecomeAnother(long person) => becomeAnother.Contains(person);

    internal void Apply(IEnumerable<(long Person, bool IsAdded)> changes)
    {
        foreach (var (person, isAdded) in changes)
        {
            _ = isAdded ? members.Add(person) : members.Remove(person);
            _ = becomeAnother.Remove(person);
        }
    }
}
