using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Muutostieto.Deliveries.Permits;

namespace Muutostieto.Deliveries.Terms;

/// <summary>
/// Everything of the configuration that decides a delivery's bytes, frozen when the delivery is planned: composing it again, years later and under another
/// configuration, gives the same files.
/// </summary>
public sealed record DeliveryTerms
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    public required string Permit { get; init; }

    public required string Recipient { get; init; }

    /// <summary>The decision's number, or null.</summary>
    public string? Decision { get; init; }

    public required string CustomerNumber { get; init; }

    public required string RegisterName { get; init; }

    /// <summary>The area's municipalities on the planned day, sorted; none for a list of persons.</summary>
    public required IReadOnlyList<string> Municipalities { get; init; }

    /// <summary>Whether the persons of a list that the recipient maintains are told of, wherever they live. Left out of the JSON when not.</summary>
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

    /// <summary><c>fixed</c>, <c>csv</c> or both.</summary>
    public required IReadOnlyList<string> Formats { get; init; }

    public required string Drop { get; init; }

    /// <summary>
    /// The rhythm, from which follows which occurrences a delivery covers; it decides nothing else. Null in what was planned before it was kept here: then the
    /// manifest tells of no occurrences, as it did.
    /// </summary>
    public TermsRhythm? Rhythm { get; init; }

    /// <summary>
    /// The municipalities whose residents a change delivery brings in full after its own lines, because the recipient's register was found to differ; sorted. Null, and
    /// left out of the JSON, for none.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Repair { get; init; }

    /// <summary>The terms as one line of JSON, the same for the same terms.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Options);

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    public static DeliveryTerms FromJson(string json) => JsonSerializer.Deserialize<DeliveryTerms>(json, Options)!;

    /// <summary>Whether a base delivery under the other terms would hold and be called the same: everything but the rhythm counts.</summary>
    public bool GivesTheSameAs(DeliveryTerms other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return (this with { Rhythm = null }).ToJson() == (other with { Rhythm = null }).ToJson();
    }

    /// <summary>SHA-256 of <see cref="ToJson"/>.</summary>
    public string Digest() => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(ToJson())));
}
