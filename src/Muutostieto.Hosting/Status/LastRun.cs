using System.Text.Json.Serialization;
using Muutostieto.Records;

namespace Muutostieto.Hosting.Status;

/// <summary>How the last run for all permits ended.</summary>
/// <param name="Command"><c>batch</c> or <c>serve</c>.</param>
/// <param name="Began">When.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="Failure">What it ended with.</param>
/// <param name="Message">Why it did not come to an end; null when it did, whatever became of single permits.</param>
public sealed record LastRun(
    string Command,
    DateTimeOffset Began,
    double Seconds,
    [property: JsonPropertyName(FailureNumber.Member)][property: JsonConverter(typeof(FailureNumberConverter))] FailureKind Failure,
    string? Message);
