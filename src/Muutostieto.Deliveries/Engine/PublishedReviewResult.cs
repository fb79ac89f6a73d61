using Muutostieto.Deliveries.Ledger;

namespace Muutostieto.Deliveries.Engine;

/// <summary>The result of the review of what is in the drops.</summary>
/// <param name="Due">What a person has to withdraw, or a run could not.</param>
/// <param name="Renewed">The new bases that were made in place of what was withdrawn.</param>
/// <param name="Failures">What could not be judged, withdrawn or made.</param>
public sealed record PublishedReviewResult(
    IReadOnlyList<WithdrawalDue> Due,
    IReadOnlyList<Delivery> Renewed,
    IReadOnlyList<BatchFailure> Failures)
{
    internal static PublishedReviewResult Nothing { get; } = new([], [], []);
}
