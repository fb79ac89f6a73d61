using System.Globalization;
using System.Text.Json;
using Muutostieto.Disclosure;
using Muutostieto.Interface.Mapping;
using Muutostieto.Records.Dates;
using Muutostieto.Records.Groups;
using Muutostieto.Records.Model;

namespace Muutostieto.Interface.Json;

/// <summary>
/// Writes records that have passed the gate as objects of the interface: a person's base data, or one change. What the gate masked has the
/// names of its fields and no values, for every group that an order covers, whatever the register knows. An instance is for one thread.
/// </summary>
internal sealed partial class PersonWriter
{
    private const string MaskedAddress = "101";

    /// <summary>The code of what is not in force any more, of citizenships.</summary>
    private const string Passive = "2";
    private static readonly JsonEncodedText IdentityCode = JsonEncodedText.Encode("henkilotunnus");
    private static readonly JsonEncodedText ChangedOn = JsonEncodedText.Encode("muutospv");
    private static readonly JsonEncodedText Groups = JsonEncodedText.Encode("tietoryhmat");
    private static readonly JsonEncodedText GroupName = JsonEncodedText.Encode("tietoryhma");
    private static readonly JsonEncodedText Attribute = JsonEncodedText.Encode("muutosattribuutti");
    private static readonly JsonEncodedText Masked = JsonEncodedText.Encode("turvakiellonAlaisetKentat");
    private static readonly JsonEncodedText InForce = JsonEncodedText.Encode("voimassaolevatTiedot");

    private static ReadOnlySpan<byte> MaskedMunicipality => "000"u8;

    private readonly InterfaceCatalog catalog;
    private readonly IReadOnlySet<string> product;
    private readonly IReadOnlySet<string>? requested;
    private readonly GroupPlaces places;

    /// <param name="catalog">The mapping.</param>
    /// <param name="product">Codes of the groups that the recipient's product has.</param>
    /// <param name="requested">Names of the tietoryhmät that were asked for; null for all.</param>
    public PersonWriter(InterfaceCatalog catalog, IReadOnlySet<string> product, IReadOnlySet<string>? requested = null) =>
        (this.catalog, this.product, this.requested, places) = (catalog, product, requested, new GroupPlaces(catalog));

    /// <summary>
    /// Whether a leaving line never says where to: a client with a list could not tell it from a move. Default: as the gate lets it.
    /// </summary>
    public bool HidesWhereTo { get; init; }

    /// <summary>Whether the recipient's orders are stated, as far as there are any. Default: none are.</summary>
    public bool StatesOrders { get; init; }

    /// <summary>The persons that records name. Default: of each the identity code alone is written.</summary>
    public IRelatedPersons? Related { get; init; }

    /// <summary>How many groups were left out because the interface has no name for a code of theirs.</summary>
    public long Unnamed { get; private set; }

    /// <summary>Writes the element of a person in <c>perustiedot</c>.</summary>
    public void WriteBase(Utf8JsonWriter json, DisclosedRecord person)
    {
        ArgumentNullException.ThrowIfNull(person);
        var record = person.Content;
        json.WriteStartObject();
        json.WriteString(IdentityCode, record[HeaderField.IdentityCode]);
        json.WriteStartArray(Groups);
        var codes = CodesOf(record);
        var isMasked = HasMask(record);
        places.Find(record);
        foreach (var mapping in catalog.Groups)
        {
            if (!mapping.InBase || (requested is not null && !requested.Contains(mapping.Name)))
            {
                continue;
            }

            if (mapping.IsMasked && isMasked && mapping.Spec.IsCovered)
            {
                WriteMask(json, mapping, attribute: null);
            }
            else if (mapping.Collects is { } lists)
            {
                WriteCollected(json, mapping, lists, record, codes);
            }
            else
            {
                WriteAll(json, mapping, record, codes);
            }
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private void WriteAll(Utf8JsonWriter json, GroupMapping mapping, RecordView record, PersonCodes codes)
    {
        for (var group = places.First(mapping); group >= 0; group = places.Next(group))
        {
            // Supplementary groups of a whole person repeat others: the best of the addresses.
            if (record.Attribute(group) == ChangeAttribute.Supplementary || !mapping.IsOf(record, group))
            {
                continue;
            }

            if (IsMaskedMunicipality(record, group))
            {
                WriteMask(json, mapping, attribute: null);
                continue;
            }

            var part = GroupPart.At(record, group, isChange: false, codes, Related);
            if (mapping.CanWrite(part))
            {
                Start(json, mapping, word: null);
                mapping.WriteFields(json, part);
                json.WriteEndObject();
            }
            else
            {
                Unnamed += mapping.IsRepetition ? 0 : 1;
            }
        }
    }

    private void WriteCollected(
        Utf8JsonWriter json, GroupMapping mapping, GroupCollection lists, RecordView record, PersonCodes codes)
    {
        if (places.First(mapping) >= 0)
        {
            Start(json, mapping, word: null);
            WriteList(json, lists.All, mapping, record, codes, group => record.Attribute(group) != ChangeAttribute.Supplementary);
            json.WriteEndObject();
        }
    }

    private void WriteList(
        Utf8JsonWriter json, JsonEncodedText key, GroupMapping mapping, RecordView record, PersonCodes codes, Func<int, bool> isIn)
    {
        json.WriteStartArray(key);
        var code = mapping.Spec.Code;
        for (var group = record.IndexOf(code); group >= 0; group = record.IndexOf(code, group + 1))
        {
            if (isIn(group))
            {
                json.WriteStartObject();
                mapping.WriteFields(json, GroupPart.At(record, group, isChange: false, codes, Related));
                json.WriteEndObject();
            }
        }

        json.WriteEndArray();
    }

    /// <summary>The group with the names of its fields in the place of their values.</summary>
    private void WriteMask(Utf8JsonWriter json, GroupMapping mapping, string? attribute)
    {
        if (!product.Contains(mapping.Spec.Code))
        {
            return;
        }

        Start(json, mapping, attribute);
        json.WriteStartArray(Masked);
        foreach (var field in mapping.Mask)
        {
            json.WriteStringValue(field);
        }

        json.WriteEndArray();
        if (attribute == ChangeWords.Deleted)
        {
            json.WriteStartArray(InForce);
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void Start(Utf8JsonWriter json, GroupMapping mapping, string? word)
    {
        json.WriteStartObject();
        json.WriteString(GroupName, mapping.NameText);
        if (word is not null)
        {
            json.WriteString(Attribute, word);
        }
    }

    private static PersonCodes CodesOf(RecordView record) =>
        PersonCodes.Of(record) is var codes && codes is { Active.Length: 0, Former.Count: > 0 }
            ? codes with { Active = record.Text(HeaderField.IdentityCode) }
            : codes;

    private static bool HasMask(RecordView record)
    {
        for (var group = record.IndexOf(MaskedAddress); group >= 0; group = record.IndexOf(MaskedAddress, group + 1))
        {
            if (Records.State.NonDisclosureText.IsMask(record, group))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsMaskedMunicipality(RecordView record, int group) =>
        record.Spec(group) is { Holds: Sensitivity.Municipality } && record.Value(group, "kuntanumero").SequenceEqual(MaskedMunicipality);

    /// <summary>Midnight in Finland of the day of registration, in UTC; the first possible day where only a part is known.</summary>
    private static string MidnightOf(ReadOnlySpan<byte> registered)
    {
        _ = PartialDate.TryParse(registered, out var date);
        var day = date.Kind switch
        {
            PartialDateKind.Day => date.Day!.Value,
            PartialDateKind.Month => DateOnly.ParseExact(date.ToIso() + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture),
            PartialDateKind.Year => new DateOnly(int.Parse(date.ToIso(), CultureInfo.InvariantCulture), 1, 1),
            _ => new DateOnly(1900, 1, 1),
        };
        return HelsinkiTime
            .At(day, TimeOnly.MinValue)
            .ToUniversalTime()
            .ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
    }
}
