using System.Text.Json.Serialization;
using Muutostieto.Deliveries.Ledger;

namespace Muutostieto.Hosting.Status;

/// <summary>One alert of <see cref="StatusSummary"/>, and of a notification.</summary>
/// <param name="Kind">See <see cref="Alert.KindName"/>.</param>
/// <param name="Permit">The permit's id; null when it concerns all permits.</param>
/// <param name="Delivery">Which delivery, as <c>deliveries show</c> takes it (<c>kainuu-laajat/base/1</c>); null when it is about
/// none.</param>
/// <param name="Since">From when on; null when that is not known.</param>
/// <param name="Number">The number of its kind of failure.</param>
/// <param name="Message">What was found and what to do.</param>
public sealed record AlertSummary(
    string Kind,
    string? Permit,
    string? Delivery,
    DateTimeOffset? Since,
    [property: JsonPropertyName(FailureNumber.Member)] int Number,
    string Message)
{
    public static AlertSummary Of(Alert alert)
    {
        ArgumentNullException.ThrowIfNull(alert);
        var delivery = alert.Delivery is { } about
            ? FormattableString.Invariant($"{about.Permit}/{about.Kind.WireName()}/{about.Number}")
            : null;
        return new AlertSummary(alert.KindName, alert.Permit, delivery, alert.Since, FailureNumber.Of(alert.Failure), alert.Message);
    }
}
