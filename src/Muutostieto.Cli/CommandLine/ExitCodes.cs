using Muutostieto.Records;

namespace Muutostieto.Cli.CommandLine;

/// <summary>The exit code of each kind of failure.</summary>
internal static class ExitCodes
{
    internal static ExitCode Of(FailureKind kind) => kind switch
    {
        FailureKind.None => ExitCode.Done,
        FailureKind.Fault => ExitCode.Error,
        FailureKind.Usage => ExitCode.Usage,
        FailureKind.Partial => ExitCode.SomePermitsFailed,
        FailureKind.Transient => ExitCode.TryAgainLater,
        FailureKind.Overdue => ExitCode.Overdue,
        FailureKind.Integrity => ExitCode.Integrity,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    /// <summary>What the program ends with.</summary>
    internal static int NumberOf(FailureKind kind) => (int)Of(kind);
}
