namespace Muutostieto.Disclosure.Windows;

/// <summary>The second dimension of a list permit's window: who was on the recipient's list before, and who is at its end.</summary>
public sealed class ListWindow
{
    private readonly IReadOnlySet<long> members;
    private readonly Dictionary<long, ListChange> firstChanges = [];
    private readonly Dictionary<long, ListChange> lastChanges = [];

    /// <param name="members">Who is on the list at the window's end.</param>
    /// <param name="changes">What has changed in the window, in order; nothing for a base.</param>
    public ListWindow(IReadOnlySet<long> members, IReadOnlyList<ListChange> changes)
    {
        ArgumentNullException.ThrowIfNull(members);
        ArgumentNullException.ThrowIfNull(changes);
        this.members = members;
        foreach (var change in changes)
        {
            firstChanges.TryAdd(change.Person, change);
            lastChanges[change.Person] = change;
            UploadedAdditions += change is { IsUploaded: true, IsAdded: true } ? 1 : 0;
            UploadedRemovals += change is { IsUploaded: true, IsAdded: false } ? 1 : 0;
        }
    }

    /// <summary>The list's position at the window's beginning; null for a base.</summary>
    public long? From { get; init; }

    /// <summary>The list's position at the window's end.</summary>
    public long To { get; init; }

    /// <summary>Number of additions by the recipient in the window.</summary>
    public int UploadedAdditions { get; }

    /// <summary>Number of removals by the recipient in the window.</summary>
    public int UploadedRemovals { get; }

    /// <summary>Who is on the list at the window's end.</summary>
    public IReadOnlySet<long> Members => members;

    /// <summary>The persons added or removed in the window; some may have been both.</summary>
    public IReadOnlyCollection<long> Changed => firstChanges.Keys;

    public bool WasOn(long person) => firstChanges.TryGetValue(person, out var first) ? !first.IsAdded : members.Contains(person);

    public bool IsOn(long person) => members.Contains(person);

    public bool HasChanged(long person) => firstChanges.ContainsKey(person);

    /// <summary>Whether the person was removed from the list by a merger into another person, not by the recipient.</summary>
    public bool HasBecomeAnother(long person) =>
        lastChanges.TryGetValue(person, out var last) && last is { IsAdded: false, IsUploaded: false };
}
