using System.Text.Json.Serialization;

namespace Muutostieto.Hosting.Status;

/// <summary>The last run of <see cref="StatusSummary"/>.</summary>
/// <param name="Command"><c>batch</c> or <c>serve</c>.</param>
/// <param name="Began">When.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="Number">What it ended with.</param>
/// <param name="Message">Why it did not come to an end; else null.</param>
public sealed record LastRunSummary(
    string Command,
    DateTimeOffset Began,
    double Seconds,
    [property: JsonPropertyName(FailureNumber.Member)] int Number,
    string? Message);
