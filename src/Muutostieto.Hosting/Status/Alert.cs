using Muutostieto.Deliveries.Ledger;
using Muutostieto.Records;

namespace Muutostieto.Hosting.Status;

/// <summary>One thing that an operator must see to.</summary>
/// <param name="Kind">What kind.</param>
/// <param name="Permit">The permit's id; null when it concerns all permits.</param>
/// <param name="Delivery">Which one; null when it is about no single delivery.</param>
/// <param name="Since">From when on; null when that is not known.</param>
/// <param name="Failure">How a command ends because of it.</param>
/// <param name="Message">What was found and what to do. Names permits, places and times; no person, and no word of a recipient.</param>
/// <param name="Fingerprint">Distinguishes alerts of one kind, permit and delivery: one with another fingerprint is notified again.</param>
public sealed record Alert(
    AlertKind Kind,
    string? Permit,
    DeliveryOverview? Delivery,
    DateTimeOffset? Since,
    FailureKind Failure,
    string Message,
    string Fingerprint = "")
{
    /// <summary>Whether an interface feeds the register that it is about, and not files.</summary>
    public bool IsOfInterface { get; init; }

    /// <summary>
    /// Whether the service is unhealthy because of it. The next run retries a failure that is no contradiction, and a refusal, or that
    /// nothing is fetched over the interface, is the recipient's: they are notified, but a supervisor can do nothing about them.
    /// </summary>
    public bool IsUnhealthy =>
        Kind is not (AlertKind.Failed or AlertKind.Refused or AlertKind.Unclear or AlertKind.NotFetched or AlertKind.Exposed)
        || Failure == FailureKind.Integrity;

    /// <summary>The name of the kind in JSON, metrics and notifications. A written contract.</summary>
    public string KindName => Kind switch
    {
        AlertKind.Configuration => "configuration",
        AlertKind.Data => "data",
        AlertKind.Clock => "clock",
        AlertKind.Signing => "signing",
        AlertKind.Ledger => "ledger",
        AlertKind.Register => "register",
        AlertKind.Chain => "chain",
        AlertKind.Overtaken => "overtaken",
        AlertKind.OrderHeld => "orderHeld",
        AlertKind.ImportFailed => "importFailed",
        AlertKind.FeedQuiet => "feedQuiet",
        AlertKind.FeedGap => "feedGap",
        AlertKind.Failed => "failed",
        AlertKind.Refused => "refused",
        AlertKind.Unclear => "unclear",
        AlertKind.Overdue => "overdue",
        AlertKind.NotFetched => "notFetched",
        AlertKind.Missed => "missed",
        AlertKind.Log => "log",
        AlertKind.Exposed => "exposed",
        _ => throw new InvalidOperationException($"{Kind} has no name."),
    };
}
