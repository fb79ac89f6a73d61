using Muutostieto.Deliveries.Ledger;

namespace Muutostieto.Deliveries.Lists;

/// <summary>Who is on a permit's list and whom its recipient has taken off since the last delivery: read once a run, and kept in step with what the run takes in.</summary>
internal sealed class KnownList
{
    private readonly HashSet<long> members;
    private readonly HashSet<long> takenOff;

    internal KnownList(ILedger ledger, string permit)
    {
        members = [.. ledger.ListMembers(permit, long.MaxValue)];
        takenOff =
        [
            .. ledger.ListChanges(permit, ledger.Head(permit)?.Window.ListTo ?? 0, long.MaxValue).GroupBy(change => change.Person)
                .Where(of => of.Last() is { IsAdded: false, IsUploaded: true }).Select(of => of.Key),
        ];
    }

    internal IReadOnlySet<long> Members => members;

    internal bool IsTakenOff(long person) => takenOff.Contains(person);

    internal void Apply(IEnumerable<(long Person, bool IsAdded)> changes)
    {
        foreach (var (person, isAdded) in changes)
        {
            _ = isAdded ? members.Add(person) && takenOff.Remove(person) : members.Remove(person) && takenOff.Add(person);
        }
    }
}
