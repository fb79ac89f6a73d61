using System.Text.Json.Serialization;
using Muutostieto.Disclosure.Partners;
using Muutostieto.Disclosure.Purposes;

namespace Muutostieto.Deliveries.Terms;

/// <summary>What an order asks for, frozen for the extract that answers it.</summary>
/// <param name="Id">The order's id.</param>
/// <param name="Purpose">What the data are for, by its code.</param>
/// <param name="Text">The order as one line of JSON, the same for the same order.</param>
/// <param name="IsAuthority">Whether the recipient is an authority: some bans do not stop one.</param>
/// <param name="JudgedAt">The register's head when the extract was planned: who was protected by then is not in it, whatever key it is
/// of.</param>
/// <param name="Day">The day on which ages and bans are counted: that of the key that the extract is of.</param>
/// <param name="JudgedOn">The day on which it was planned: a ban that is in force then counts too, whatever day the extract is of.</param>
public sealed record OrderTerms(
    string Id, string Purpose, string Text, bool IsAuthority, long JudgedAt, DateOnly Day, DateOnly JudgedOn)
{
    /// <summary>What the rows are: <c>buildings</c> or <c>dwellings</c>; null, and left out of the JSON, for persons.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Target { get; init; }

    /// <inheritdoc cref="ExtractRequest.IsStandard"/>
    /// <remarks>Left out of the JSON when false.</remarks>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsStandard { get; init; }

    /// <inheritdoc cref="ExtractRequest.HasControls"/>
    /// <remarks>Left out of the JSON when false.</remarks>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool HasControls { get; init; }

    /// <summary>
    /// The series of its sample, and SHA-256 of the key by which it is drawn; null, and left out of the JSON, without one.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public SeriesMark? Series { get; init; }

    /// <summary>
    /// The number of the extract before, of the same order and permit: who was in it and is not in this one is named. Null, and left out of
    /// the JSON, without one.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Previous { get; init; }

    /// <summary>The customer's file that it answers; null, and left out of the JSON, when the order chooses its rows itself.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public UpdateMark? Update { get; init; }

    /// <summary>
    /// By which methods the rows of the customer's file are matched, by their codes; null, and left out of the JSON, when there is no
    /// such file, and in terms of before they were kept.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Methods { get; init; }

    /// <summary>The deliveries whose persons it leaves out; null, and left out of the JSON, without any.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ExcludedMark>? Excluded { get; init; }

    /// <summary>The end customer of a partner's order; null, and left out of the JSON, for every other order.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public OrderCustomer? Customer { get; init; }

    /// <inheritdoc cref="ExtractRequest.Asker"/>
    /// <remarks>Left out of the JSON when null.</remarks>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public OrderAsker? Asker { get; init; }

    /// <summary>Who uses the data, which decides with the purpose which bans stop it. A sector that this program does not know is
    /// <see cref="CustomerSector.Other"/>, which most bans stop.</summary>
    [JsonIgnore]
    public DataUser User => DataUsers.Of(
        IsAuthority, Customer is null ? null : CustomerSectorNames.Find(Customer.Sector) ?? CustomerSector.Other);
}
