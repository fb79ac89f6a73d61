using Muutostieto.Records;

namespace Muutostieto.Hosting.Status;

/// <summary>
/// The number of a kind of failure in what is written for others: <c>exitCode</c> of <c>status --json</c>, <c>runs.json</c>,
/// <c>import-failure.json</c> and notifications, and the metric of the last run. Data of those contracts: never changed, never reused.
/// </summary>
public static class FailureNumber
{
    /// <summary>The member of the JSON contracts.</summary>
    internal const string Member = "exitCode";

    public static int Of(FailureKind kind) => kind switch
    {
        FailureKind.None => 0,
        FailureKind.Fault => 1,
        FailureKind.Usage => 2,
        FailureKind.Partial => 3,
        FailureKind.Transient => 5,
        FailureKind.Overdue => 6,
        FailureKind.Integrity => 12,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    /// <summary>The kind that has this number; <see cref="FailureKind.Fault"/> for one that only another version knows.</summary>
    internal static FailureKind KindOf(int number) =>
        Enum.GetValues<FailureKind>().Where(kind => Of(kind) == number).DefaultIfEmpty(FailureKind.Fault).First();
}
