using System.Text.Json.Serialization;

namespace Muutostieto.Deliveries.Terms;

/// <summary>Which customer's file an update answers.</summary>
/// <param name="Sha256">Of the file as it is kept, 64 lowercase hex digits.</param>
/// <param name="Rows">Its rows.</param>
public sealed record UpdateMark(string Sha256, long Rows)
{
    /// <summary>The name under which the recipient uploaded it; null, and left out of the JSON, when an operator took it in.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Upload { get; init; }

    /// <summary>
    /// The number of the result before, of the same order and file: rows whose answer is the same as then are left out. Null, and left out
    /// of the JSON, when all rows are answered.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Since { get; init; }

    /// <summary>
    /// For how many different persons its rows ask at most, counted up to 10,000; null, and left out of the JSON, when it was not counted.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Subjects { get; init; }
}
