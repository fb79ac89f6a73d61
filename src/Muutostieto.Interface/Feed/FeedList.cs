using Muutostieto.Records.Dates;
using Muutostieto.Records.Groups;
using Muutostieto.Register;
using Muutostieto.Register.Import;

namespace Muutostieto.Interface.Feed;

/// <summary>
/// The identity codes that a source is asked for, where the scope is a list. Nothing is fetched any more of a person who is taken off, an
/// order neither: where they live is withheld from then on.
/// </summary>
/// <param name="register">The register's read side.</param>
/// <param name="open">Opens its write side.</param>
/// <param name="layouts">The record layouts.</param>
/// <param name="clock">The time.</param>
public sealed class FeedList(IRegister register, Func<IRegisterWriter> open, GroupCatalog layouts, TimeProvider clock)
{
    /// <summary>Adds and takes off; all of it, or nothing.</summary>
    /// <returns>How many codes it changed.</returns>
    public int Change(IReadOnlyCollection<(string Code, bool IsAdded)> changes)
    {
        ArgumentNullException.ThrowIfNull(changes);
        var listed = register.SourceCodes().ToHashSet(StringComparer.Ordinal);
        foreach (var (code, isAdded) in changes)
        {
            _ = isAdded ? listed.Add(code) : listed.Remove(code);
        }

        var gone = new OutOfSight(layouts, HelsinkiTime.Today(clock), "the list");
        using var import = new FeedImport(open(), layouts);
        foreach (var (code, _) in changes.Where(change => !change.IsAdded && IsLeft(change.Code, listed)))
        {
            import.Apply(gone.Of(code));
        }

        var changed = changes.Count(change => import.SetListed(change.Code, change.IsAdded));
        import.Commit();
        return changed;
    }

    /// <summary>Whether the register has the person in sight, and the list none of the person's codes any more.</summary>
    private bool IsLeft(string code, HashSet<string> listed) =>
        register.Find(code, register.LatestKey()) is { } person
        && person.Municipality != OutOfSight.Municipality
        && !register.CodesOf(person.PersonId).Any(listed.Contains);
}
