using Muutostieto.Deliveries.Ledger;
using Muutostieto.Records;

namespace Muutostieto.Deliveries.Engine;

/// <summary>What a run did.</summary>
/// <param name="Deliveries">Those that it published.</param>
/// <param name="Failures">The permits that it could not serve.</param>
public sealed record BatchResult(IReadOnlyList<Delivery> Deliveries, IReadOnlyList<BatchFailure> Failures)
{
    /// <summary>Integrity before all; then whether running again may help; else that some permits failed.</summary>
    public ExitCode ExitCode =>
        Failures.Count == 0 ? ExitCode.Done
        : Failures.Any(failure => failure.ExitCode == ExitCode.Integrity) ? ExitCode.Integrity
        : Failures.All(failure => failure.ExitCode == ExitCode.TryAgainLater) ? ExitCode.TryAgainLater
        : ExitCode.SomePermitsFailed;
}
