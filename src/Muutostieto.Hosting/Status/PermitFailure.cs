using System.Text.Json.Serialization;
using Muutostieto.Records;

namespace Muutostieto.Hosting.Status;

/// <summary>The failure of a permit's last run.</summary>
/// <param name="Since">When it failed first after it had gone well.</param>
/// <param name="At">When it failed last.</param>
/// <param name="Kind">What kind of failure.</param>
/// <param name="Message">Place, what was found, what to do; never a person.</param>
/// <param name="Times">How many runs in a row have failed.</param>
public sealed record PermitFailure(
    DateTimeOffset Since,
    DateTimeOffset At,
    [property: JsonPropertyName(FailureNumber.Member)][property: JsonConverter(typeof(FailureNumberConverter))] FailureKind Kind,
    string Message,
    int Times);
