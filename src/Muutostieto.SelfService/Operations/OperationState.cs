using Muutostieto.Deliveries.Ledger;

namespace Muutostieto.SelfService.Operations;

/// <summary>What an operator has asked for, on its way or at its end.</summary>
/// <param name="Id">By which its operator finds it again.</param>
/// <param name="Kind">What was asked for.</param>
/// <param name="Subject">Id of the permit, the order or the delivery that it is about.</param>
/// <param name="Began">When.</param>
public sealed record OperationState(string Id, OperationKind Kind, string Subject, DateTimeOffset Began)
{
    /// <summary>How many residents are counted so far.</summary>
    public long Counted { get; init; }

    /// <summary>What was counted; null while it is counted, and where something else was asked for.</summary>
    public BasePlan? Plan { get; init; }

    /// <summary>The delivery as it is now; null before.</summary>
    public Delivery? Delivery { get; init; }

    /// <summary>Why a withdrawn delivery's files may still be in the drop, in English; null when they are gone.</summary>
    public string? StillThere { get; init; }

    /// <summary>What was shown had changed before it began: nothing was done.</summary>
    public bool IsChanged { get; init; }

    /// <summary>Why it failed, in English; null when it did not.</summary>
    public string? Failure { get; init; }

    /// <summary>When it ended; null while it goes on.</summary>
    public DateTimeOffset? Ended { get; init; }

    public bool IsRunning => Plan is null && Delivery is null && Failure is null && !IsChanged;
}
