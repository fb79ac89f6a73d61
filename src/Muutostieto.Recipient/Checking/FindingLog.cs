using Muutostieto.Records;
using Muutostieto.Records.Model;

namespace Muutostieto.Recipient.Checking;

/// <summary>
/// Counts every finding and keeps the first of each kind: a file of a million faults takes no more memory than one of ten.
/// </summary>
internal sealed class FindingLog
{
    /// <summary>So many findings of one kind are kept.</summary>
    internal const int KeptOfAKind = 10;

    private readonly List<Finding> kept = [];
    private readonly SortedDictionary<string, long> counts = new(StringComparer.Ordinal);

    internal IReadOnlyList<Finding> Kept => kept;

    internal IReadOnlyDictionary<string, long> Counts => counts;

    internal long Faults { get; private set; }

    internal long Notes { get; private set; }

    internal void Fault(long line, string kind, string message) => Add(new Finding(Severity.Fault, line, kind, message));

    internal void Note(long line, string kind, string message, Remedy? remedy = null) =>
        Add(new Finding(Severity.Note, line, kind, message) { Remedy = remedy });

    internal void Add(Finding finding)
    {
        Faults += finding.Severity == Severity.Fault ? 1 : 0;
        Notes += finding.Severity == Severity.Note ? 1 : 0;
        var count = counts[finding.Kind] = counts.GetValueOrDefault(finding.Kind) + 1;
        if (count <= KeptOfAKind)
        {
            kept.Add(finding);
        }
    }
}
