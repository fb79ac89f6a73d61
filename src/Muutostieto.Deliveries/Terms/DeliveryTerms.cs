using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Muutostieto.Disclosure;
using Muutostieto.Disclosure.Permits;

namespace Muutostieto.Deliveries.Terms;

/// <summary>
/// Everything of the configuration that decides a delivery's bytes, frozen when the delivery is planned: composing it again, years later
/// and under another configuration, gives the same files.
/// </summary>
public sealed record DeliveryTerms
{
    /// <summary>
    /// <see cref="Cause"/> of a base that is made only because the program's own layouts or defaults have changed: it is free of charge.
    /// </summary>
    public const string ProgramChanged = "program";

    /// <summary><see cref="Mask"/> of what is planned today.</summary>
    public const int CurrentMask = 1;

    public required string Permit { get; init; }

    public required string Recipient { get; init; }

    /// <summary>The decision's number, or null.</summary>
    public string? Decision { get; init; }

    public required string CustomerNumber { get; init; }

    public required string RegisterName { get; init; }

    /// <summary>The area's municipalities on the planned day, sorted; none for a list of persons.</summary>
    public required IReadOnlyList<string> Municipalities { get; init; }

    /// <summary>Whether the delivery covers the persons of a list that the recipient maintains, wherever they live. Left out of the JSON
    /// when not.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsList { get; init; }

    public required string Product { get; init; }

    /// <summary>The product's groups in the order of their codes.</summary>
    public required IReadOnlyList<TermsGroup> Groups { get; init; }

    /// <summary>What the recipient may know of persons under a non-disclosure order.</summary>
    [JsonIgnore]
    public NonDisclosureRight NonDisclosureRight { get; init; }

    /// <summary>Whether persons under a non-disclosure order have records at all, masked.</summary>
    [JsonIgnore]
    public bool ShowsProtected => NonDisclosureRight != NonDisclosureRight.None;

    // The JSON has the three settings as two truths, as ledgers have had them from the first: it is what digests of terms are made of.
    [JsonInclude, JsonRequired, JsonPropertyName("nonDisclosureRight")]
    internal bool WrittenSection37
    {
        get => NonDisclosureRight == NonDisclosureRight.Section37;
        init => NonDisclosureRight = value ? NonDisclosureRight.Section37 : NonDisclosureRight;
    }

    [JsonInclude, JsonPropertyName("orderOnly"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    internal bool WrittenOrderOnly
    {
        get => NonDisclosureRight == NonDisclosureRight.OrderOnly;
        init => NonDisclosureRight = value ? NonDisclosureRight.OrderOnly : NonDisclosureRight;
    }

    /// <summary>The forms, by their names (<see cref="DeliveryFormatNames"/>); of files by a rhythm <c>fixed</c>, <c>csv</c> or
    /// both.</summary>
    public required IReadOnlyList<string> Formats { get; init; }

    public required string Drop { get; init; }

    /// <summary>
    /// The rhythm, from which follows which occurrences a delivery covers; it decides nothing else. Null in what was planned before it was
    /// kept here: then the manifest lists no occurrences, as before.
    /// </summary>
    public TermsRhythm? Rhythm { get; init; }

    /// <summary>
    /// The municipalities whose residents a change delivery brings in full after its own lines, because the recipient's register was found
    /// to differ; sorted. Null, and left out of the JSON, for none.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Repair { get; init; }

    /// <summary>
    /// Whether the fixed-width form has groups of our own (9xx). Null, and left out of the JSON, where the choice makes no difference and
    /// in what was planned before there was one: then it has them.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? FixedOwnGroups { get; init; }

    /// <summary>
    /// Which mask replaces the address of a protected person: 0, left out of the JSON, the one of the first version, whose dwelling number
    /// is zeros; 1, blanks.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Mask { get; init; }

    /// <summary>
    /// Why a base begins a new chain, when that decides its price: <see cref="ProgramChanged"/>. Null, and left out of the JSON, otherwise.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Cause { get; init; }

    /// <summary>
    /// Of the first changes of a chain that begins at a key of the interface: the municipalities whose residents the recipient had over it,
    /// those too that have been merged since; sorted. Null, and left out of the JSON, for every other delivery.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? AreaAtKey { get; init; }

    /// <summary>Of an extract, the order; null, and left out of the JSON, for every other delivery.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public OrderTerms? Order { get; init; }

    /// <summary>Whether the fixed-width form is narrower than CSV: genuine groups only.</summary>
    [JsonIgnore]
    public bool FixedIsGenuine => FixedOwnGroups == false;

    /// <summary>
    /// What the gate must know of them. Where fixed width is the only form and has genuine groups only, the others do not leave the
    /// register at all.
    /// </summary>
    public DisclosureTerms ForGate() => new()
    {
        Municipalities = Municipalities,
        IsList = IsList,
        Groups = FixedIsGenuine && Formats is ["fixed"] ? [.. Groups.Where(group => !group.IsOwn)] : Groups,
        NonDisclosureRight = NonDisclosureRight,
        Mask = Mask,
        HasGenuineForm = FixedIsGenuine,
        OmitsCodes = Order?.Customer?.IsLent == true,
    };

    /// <summary>The terms as one line of JSON, the same for the same terms.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, DeliveryTermsContext.Strict.DeliveryTerms);

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    public static DeliveryTerms FromJson(string json) => JsonSerializer.Deserialize(json, DeliveryTermsContext.Strict.DeliveryTerms)!;

    /// <summary>
    /// Whether a base delivery under the other terms would hold and be called the same: everything but the rhythm and the cause counts.
    /// </summary>
    public bool GivesTheSameAs(DeliveryTerms other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return ContentTerms().ToJson() == other.ContentTerms().ToJson();
    }

    /// <summary>The terms without what decides no byte of a record, and without the choices that are the same as none.</summary>
    internal DeliveryTerms ContentTerms() => this with
    {
        Rhythm = null,
        Cause = null,
        AreaAtKey = null,
        FixedOwnGroups = FixedIsGenuine ? false : null,
    };

    /// <summary>
    /// These terms as the program would write them today where they leave to it what is written: the defaults that other terms have.
    /// </summary>
    internal DeliveryTerms WithDefaultsOf(DeliveryTerms other) =>
        this with
        {
            FixedOwnGroups = FixedOwnGroups ?? other.FixedOwnGroups,
            Mask = other.Mask,
        };

    /// <summary>SHA-256 of <see cref="ToJson"/>.</summary>
    public string Digest() => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(ToJson())));
}
