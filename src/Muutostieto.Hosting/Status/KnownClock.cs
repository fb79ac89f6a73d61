namespace Muutostieto.Hosting.Status;

/// <summary>The clock as runs have taken it for right.</summary>
/// <param name="Run">When the last run started.</param>
/// <param name="ConfirmedUpTo">The ledger's last row when an operator confirmed the clock: times of rows up to it are no longer compared.
/// 0: never.</param>
public sealed record KnownClock(DateTimeOffset Run, long ConfirmedUpTo);
