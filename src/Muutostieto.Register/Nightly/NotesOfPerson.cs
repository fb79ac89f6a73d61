using Muutostieto.Records.Groups;
using Muutostieto.Records.Json;
using Muutostieto.Records.Model;
using Muutostieto.Records.State;

namespace Muutostieto.Register.Nightly;

/// <summary>Reads out of a person's document what the nightly job notes.</summary>
internal sealed class NotesOfPerson
{
    private static readonly string[] Dwelling = ["rakennustunnus", "osoitenumero", "porraskirjain", "huoneistonumero", "jakokirjain"];
    private static readonly string[] Address =
    [
        "katu_fi",
        "katu_sv",
        "katunumero",
        "porraskirjain",
        "huoneistonumero",
        "jakokirjain",
        "postinumero",
    ];

    private readonly Record document = new();
    private readonly JsonRecordReader reader;
    private readonly PersonState state;

    public NotesOfPerson(GroupCatalog catalog)
    {
        reader = new JsonRecordReader(catalog);
        state = new PersonState(document);
    }

    public PersonNotes Of(ReadOnlySpan<byte> json)
    {
        reader.Read(json, document);
        return new PersonNotes(state.EarliestEnd, DisclosedResidences.Of(document), Places());
    }

    /// <summary>All identity codes that the document gives the person, in force or not.</summary>
    public HashSet<string> CodesOf(ReadOnlySpan<byte> json)
    {
        reader.Read(json, document);
        return [state.IdentityCode, .. state.FormerCodes];
    }

    /// <summary>A dwelling is known by its identifier or by its address; two persons share one when either is the same.</summary>
    private long[] Places()
    {
        var (dwelling, address) = (document.IndexOf("909"), document.IndexOf("101"));
        return [.. new[] { Hash(dwelling, Dwelling, "rakennustunnus"), Hash(address, Address, "postinumero") }.OfType<long>()];
    }

    /// <summary>FNV-1a over the fields; null when there is no such group, or when it lacks what makes it a place.</summary>
    private long? Hash(int group, string[] fields, string required)
    {
        if (group < 0
            || document.Value(group, required).IsEmpty
            || (document.Value(group, fields[0]).IsEmpty && document.Value(group, fields[1]).IsEmpty))
        {
            return null;
        }

        var hash = 14695981039346656037UL;
        foreach (var field in fields)
        {
            foreach (var letter in document.Value(group, field))
            {
                hash = (hash ^ letter) * 1099511628211UL;
            }

            hash = (hash ^ 0xFF) * 1099511628211UL;
        }

        return unchecked((long)hash);
    }
}
