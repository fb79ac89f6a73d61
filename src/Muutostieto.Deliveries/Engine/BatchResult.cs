using Muutostieto.Deliveries.Ledger;
using Muutostieto.Records;

namespace Muutostieto.Deliveries.Engine;

/// <summary>What a run did.</summary>
/// <param name="Deliveries">Those that it published.</param>
/// <param name="Failures">The permits that it could not serve.</param>
public sealed record BatchResult(IReadOnlyList<Delivery> Deliveries, IReadOnlyList<BatchFailure> Failures)
{
    /// <summary>What an operator should know of the extracts that it planned; no failures.</summary>
    public IReadOnlyList<BatchNotice> Notices { get; init; } = [];

    /// <summary>Integrity before all; then whether running again may help; else that some permits failed.</summary>
    public FailureKind Failure =>
        Failures.Count == 0 ? FailureKind.None
        : Failures.Any(failure => failure.Kind == FailureKind.Integrity) ? FailureKind.Integrity
        : Failures.All(failure => failure.Kind == FailureKind.Transient) ? FailureKind.Transient
        : FailureKind.Partial;
}
