using System.Text.Json.Serialization;

namespace Muutostieto.Hosting.Status;

/// <summary>The last error of <see cref="PermitSummary"/>.</summary>
/// <param name="Since">When it failed first after it had gone well.</param>
/// <param name="At">When it failed last.</param>
/// <param name="Number">What kind of failure.</param>
/// <param name="Message">What was found and what to do.</param>
/// <param name="Times">How many runs in a row have failed.</param>
public sealed record LastErrorSummary(
    DateTimeOffset Since,
    DateTimeOffset At,
    [property: JsonPropertyName(FailureNumber.Member)] int Number,
    string Message,
    int Times);
