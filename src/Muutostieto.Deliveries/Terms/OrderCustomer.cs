using System.Text.Json.Serialization;

namespace Muutostieto.Deliveries.Terms;

/// <summary>For which end customer of its recipient an order is, frozen for the delivery that answers it.</summary>
/// <param name="BusinessId">The end customer's business id (Y-tunnus).</param>
/// <param name="Name">Its name.</param>
/// <param name="Sector">Its sector by the contract, by its name: decides which bans stop the purpose.</param>
public sealed record OrderCustomer(string BusinessId, string Name, string Sector)
{
    /// <summary>
    /// The last day on which delivered addresses may be used; null, and left out of the JSON, for purposes that keep them.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateOnly? UseBy { get; init; }

    /// <summary>
    /// 64 lowercase hex digits by which the rows are put into an order that says nothing; null, and left out of the JSON, where rows have
    /// identity codes and are in the order of these. It follows from what only the register has.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Shuffle { get; init; }

    /// <summary>Whether the addresses are for some use alone: then they come without identity codes.</summary>
    [JsonIgnore]
    public bool IsLent => Shuffle is not null;

    /// <summary>What must be printed of where an address comes from, in Finnish; null, and left out of the JSON, where nothing
    /// must.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? LabelFi { get; init; }

    /// <inheritdoc cref="LabelFi"/>
    /// <remarks>In Swedish.</remarks>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? LabelSv { get; init; }
}
