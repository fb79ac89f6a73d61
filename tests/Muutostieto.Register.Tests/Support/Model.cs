using System.Text;

namespace Muutostieto.Register.Tests.Support;

/// <summary>The register as one would write it without thinking of speed: every version ever, in a list.</summary>
internal sealed class Model
{
    private readonly List<PersonVersion> versions = [];
    private readonly Dictionary<string, long> codes = [];

    public IEnumerable<string> Codes => codes.Keys;

    public IEnumerable<long> Persons => versions.Select(version => version.PersonId).Distinct();

    public void Set(long person, JournalKey key, NewVersion version)
    {
        var before = versions.FindIndex(old => old.PersonId == person && old.To is null);
        if (before >= 0) versions[before] = versions[before] with { To = key };
        foreach (var code in version.FormerCodes.Append(version.IdentityCode)) codes[code] = person;
        versions.Add(new PersonVersion(
            person, key, null, version.IdentityCode, version.Municipality, version.Alive, version.NonDisclosureEnd, version.Document));
    }

    public PersonVersion? At(long person, JournalKey key) =>
        versions.SingleOrDefault(version => version.PersonId == person && InForce(version, key));

    public PersonVersion? Find(string code, JournalKey key) => At(codes[code], key);

    public List<Seen> Residents(JournalKey key, string[] municipalities) => versions
        .Where(version => InForce(version, key) && version.Alive && municipalities.Contains(version.Municipality))
        .OrderBy(version => version.IdentityCode, StringComparer.Ordinal)
        .Select(Seen.Of)
        .ToList();

    public static string Say(PersonVersion? version) => version is null
        ? "nobody"
        : $"{version.From}-{version.To} {Seen.Of(version)} {version.Alive} {Encoding.UTF8.GetString(version.Document.Span)}";

    private static bool InForce(PersonVersion version, JournalKey key) => version.From <= key && (version.To is not { } to || to > key);
}
