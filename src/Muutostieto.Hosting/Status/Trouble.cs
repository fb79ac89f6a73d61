using Muutostieto.Deliveries.Ledger;
using Muutostieto.Records;

namespace Muutostieto.Hosting.Status;

/// <summary>One thing that an operator must see to.</summary>
/// <param name="Kind">What kind.</param>
/// <param name="Permit">Whose; null when it is everybody's.</param>
/// <param name="Delivery">Which one; null when it is about no single delivery.</param>
/// <param name="Since">From when on; null when that is not known.</param>
/// <param name="ExitCode">The code that a command ends with because of it.</param>
/// <param name="Message">What was found and what to do. Names permits, places and times; no person, and no word of a recipient.</param>
/// <param name="Mark">Tells it from another one of the same kind, permit and delivery: with another mark it is told anew.</param>
public sealed record Trouble(TroubleKind Kind, string? Permit, DeliveryGlance? Delivery, DateTimeOffset? Since, ExitCode ExitCode, string Message, string Mark = "")
{
    /// <summary>
    /// Whether the service is unhealthy because of it. A failure that is no contradiction is tried again by the next run, and a refusal is the recipient's: they are told, but a supervisor can do
    /// nothing about them.
    /// </summary>
    public bool IsUnhealthy => Kind is not (TroubleKind.Failed or TroubleKind.Refused or TroubleKind.Unclear or TroubleKind.Exposed) || ExitCode == ExitCode.Integrity;

    /// <summary>The name of the kind in JSON, metrics and notifications. A written contract.</summary>
    public string KindName => Kind switch
    {
        TroubleKind.Configuration => "configuration",
        TroubleKind.Data => "data",
        TroubleKind.Clock => "clock",
        TroubleKind.Signing => "signing",
        TroubleKind.Ledger => "ledger",
        TroubleKind.Register => "register",
        TroubleKind.Chain => "chain",
        TroubleKind.Overtaken => "overtaken",
        TroubleKind.OrderHeld => "orderHeld",
        TroubleKind.ImportFailed => "importFailed",
        TroubleKind.FeedQuiet => "feedQuiet",
        TroubleKind.FeedGap => "feedGap",
        TroubleKind.Failed => "failed",
        TroubleKind.Refused => "refused",
        TroubleKind.Unclear => "unclear",
        TroubleKind.Overdue => "overdue",
        TroubleKind.Missed => "missed",
        TroubleKind.Log => "log",
        TroubleKind.Exposed => "exposed",
        _ => throw new InvalidOperationException($"{Kind} has no name."),
    };
}
