using System.Text;

namespace Muutostieto.Register.Tests.Support;

/// <summary>The register as one would write it without thinking of speed: every version ever, in a list.</summary>
internal sealed class Model
{
    private readonly List<PersonVersion> versions = [];
    private readonly List<(string Code, long Person, JournalKey Since, JournalKey? Until)> codes = [];

    public IEnumerable<string> Codes => codes.Select(code => code.Code).Distinct();

    public IEnumerable<long> Persons => versions.Select(version => version.PersonId).Distinct();

    public void Set(long person, JournalKey key, NewVersion version)
    {
        for (var at = 0; at < version.MergedPersons.Count; at++)
        {
            End(version.MergedPersons[at], new JournalKey(key.Value - version.MergedPersons.Count + at), person, key);
        }

        var before = versions.FindIndex(old => old.PersonId == person && old.To is null);
        if (before >= 0)
        {
            versions[before] = versions[before] with { To = key };
        }

        foreach (var code in version.FormerCodes.Append(version.IdentityCode))
        {
            Give(code, person, key);
        }

        foreach (var code in version.LostCodes)
        {
            TakeAway(code, person, key);
        }

        versions.Add(new PersonVersion(
            person, key, null, version.IdentityCode, version.Municipality, version.Alive, version.NonDisclosureEnd, version.Document));
    }

    public PersonVersion? At(long person, JournalKey key) =>
        versions.SingleOrDefault(version => version.PersonId == person && InForce(version, key));

    public PersonVersion? Find(string code, JournalKey key)
    {
        var holders = codes
            .Where(had => had.Code == code && had.Since <= key && !(had.Until <= key))
            .Select(had => At(had.Person, key)!)
            .DistinctBy(person => person.PersonId)
            .ToList();
        if (holders.Find(person => person.IdentityCode == code && person.MergedInto is null) is { } inForce)
        {
            return inForce;
        }

        if (holders.Count > 0)
        {
            return holders.Count == 1 ? holders[0] : null;
        }

        var next = codes
            .Where(had => had.Code == code && had.Since > key)
            .OrderBy(had => had.Since)
            .Select(had => (long?)had.Person)
            .FirstOrDefault();
        return next is { } person ? At(person, key) : null;
    }

    private void Give(string code, long person, JournalKey key)
    {
        if (!codes.Exists(had => had.Code == code && had.Person == person && had.Until is null))
        {
            codes.Add((code, person, key, null));
        }
    }

    private void TakeAway(string code, long person, JournalKey key)
    {
        var at = codes.FindIndex(had => had.Code == code && had.Person == person && had.Until is null);
        if (at >= 0)
        {
            codes[at] = codes[at] with { Until = key };
        }
    }

    public List<Seen> Residents(JournalKey key, string[] municipalities) => versions
        .Where(version => InForce(version, key) && version.Alive && municipalities.Contains(version.Municipality))
        .OrderBy(version => version.IdentityCode, StringComparer.Ordinal)
        .Select(Seen.Of)
        .ToList();

    private void End(long person, JournalKey key, long mergedInto, JournalKey merging)
    {
        var last = versions.FindIndex(old => old.PersonId == person && old.To is null);
        versions.Add(versions[last] with { From = key, Municipality = "", MergedInto = mergedInto });
        versions[last] = versions[last] with { To = key };
        foreach (var code in codes.Where(had => had.Person == person && had.Until is null).Select(had => had.Code).ToList())
        {
            TakeAway(code, person, merging);
            Give(code, mergedInto, merging);
        }
    }

    public static string Say(PersonVersion? version) =>
        version is null
            ? "nobody"
            : $"{version.From}-{version.To} {Seen.Of(version)} {version.Alive} {version.MergedInto} "
                + $"{Encoding.UTF8.GetString(version.Document.Span)}";

    private static bool InForce(PersonVersion version, JournalKey key) => version.From <= key && (version.To is not { } to || to > key);
}
