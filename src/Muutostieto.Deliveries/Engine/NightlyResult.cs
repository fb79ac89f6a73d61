using Muutostieto.Deliveries.Ledger;
using Muutostieto.Records;

namespace Muutostieto.Deliveries.Engine;

/// <summary>What a nightly run did and what is left for people to see to.</summary>
/// <param name="Batch">The deliveries, and every failure of the run.</param>
/// <param name="Refused">Deliveries that recipients refused, without a later acceptance or redelivery.</param>
/// <param name="Overdue">What was not fetched in time.</param>
public sealed record NightlyResult(BatchResult Batch, IReadOnlyList<Delivery> Refused, IReadOnlyList<Delivery> Overdue)
{
    /// <summary>What is in the drops, discloses more than is allowed by now and has to be withdrawn.</summary>
    public IReadOnlyList<WithdrawalDue> ToWithdraw { get; init; } = [];

    /// <summary>The result with the words of remedies in the messages of its failures.</summary>
    public NightlyResult Worded(IRemedyWords words) =>
        this with { Batch = Batch with { Failures = [.. Batch.Failures.Select(failure => failure.Worded(words))] } };

    /// <summary>
    /// The failures' code; without one, 3 for a refusal or what has to be withdrawn; without that too, 6 for what is overdue.
    /// </summary>
    public FailureKind Failure =>
        Batch.Failure != FailureKind.None ? Batch.Failure
        : Refused.Count + ToWithdraw.Count > 0 ? FailureKind.Partial
        : Overdue.Count > 0 ? FailureKind.Overdue
        : FailureKind.None;
}
