using System.Text;

namespace Muutostieto.Register.Tests.Support;

/// <summary>The register as one would write it without thinking of speed: every version ever, in a list.</summary>
internal sealed class Model
{
    private readonly List<PersonVersion> versions = [];
    private readonly Dictionary<string, long> codes = [];
    private readonly List<(string Code, JournalKey Until, long Person)> codesBefore = [];

    public IEnumerable<string> Codes => codes.Keys;

    public IEnumerable<long> Persons => versions.Select(version => version.PersonId).Distinct();

    public void Set(long person, JournalKey key, NewVersion version)
    {
        for (var at = 0; at < version.MergedPersons.Count; at++)
        {
            End(version.MergedPersons[at], new JournalKey(key.Value - version.MergedPersons.Count + at), person, key);
        }

        var before = versions.FindIndex(old => old.PersonId == person && old.To is null);
        if (before >= 0) versions[before] = versions[before] with { To = key };
        foreach (var code in version.FormerCodes.Append(version.IdentityCode)) codes[code] = person;
        versions.Add(new PersonVersion(
            person, key, null, version.IdentityCode, version.Municipality, version.Alive, version.NonDisclosureEnd, version.Document));
    }

    public PersonVersion? At(long person, JournalKey key) =>
        versions.SingleOrDefault(version => version.PersonId == person && InForce(version, key));

    public PersonVersion? Find(string code, JournalKey key)
    {
        var before = codesBefore.Where(old => old.Code == code && old.Until > key).OrderBy(old => old.Until).Select(old => (long?)old.Person).FirstOrDefault();
        return At(before ?? codes[code], key);
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
        foreach (var code in codes.Where(code => code.Value == person).Select(code => code.Key).ToList())
        {
            codesBefore.Add((code, merging, person));
            codes[code] = mergedInto;
        }
    }

    public static string Say(PersonVersion? version) => version is null
        ? "nobody"
        : $"{version.From}-{version.To} {Seen.Of(version)} {version.Alive} {version.MergedInto} {Encoding.UTF8.GetString(version.Document.Span)}";

    private static bool InForce(PersonVersion version, JournalKey key) => version.From <= key && (version.To is not { } to || to > key);
}
