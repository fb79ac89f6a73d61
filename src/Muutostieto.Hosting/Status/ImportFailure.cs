using System.Text.Json.Serialization;
using Muutostieto.Records;

namespace Muutostieto.Hosting.Status;

/// <summary>
/// That files were to be imported into the register, and nothing of them was. No message: it would name files of the source.
/// </summary>
/// <param name="Since">When an import failed first after all had succeeded; null when that cannot be read any more.</param>
/// <param name="Kind">What kind of failure the last one was.</param>
/// <param name="Times">How many imports have failed since.</param>
public sealed record ImportFailure(
    DateTimeOffset? Since,
    [property: JsonPropertyName(FailureNumber.Member)][property: JsonConverter(typeof(FailureNumberConverter))] FailureKind Kind,
    int Times)
{
    /// <summary>Which files: SHA-256 of the name of each. Null for a failure recorded before files were distinguished: any import with
    /// something new ends it.</summary>
    public IReadOnlyList<string>? Files { get; init; }
}
