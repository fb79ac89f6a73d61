using Muutostieto.Records.Model;

namespace Muutostieto.Recipient.Checking;

/// <summary>What the check of one file found.</summary>
public sealed record FileReport
{
    /// <summary>File name without its folder.</summary>
    public required string Name { get; init; }

    /// <summary><c>fixed</c>, <c>json</c>, <c>csv</c>, <c>manifest</c>, <c>signature</c> or <c>sha256</c>.</summary>
    public required string Form { get; init; }

    public long Bytes { get; init; }

    /// <summary>Records read; for a manifest those that it announces, for a list of hashes 0.</summary>
    public long Records { get; init; }

    /// <summary>Lines read, transport lines included; for CSV the records.</summary>
    public long Lines { get; init; }

    /// <summary>How often each group occurs, by its code; an older layout as <c>305 v1</c>, unknown groups as <c>???</c>.</summary>
    public IReadOnlyDictionary<string, long> Groups { get; init; } = new Dictionary<string, long>();

    /// <summary>The first findings of each kind; <see cref="FindingCounts"/> counts all.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];

    /// <summary>Number of findings by kind.</summary>
    public IReadOnlyDictionary<string, long> FindingCounts { get; init; } = new Dictionary<string, long>();

    /// <summary>Findings that say that the file is not what it should be.</summary>
    public long Faults { get; init; }

    /// <summary>Findings that are worth knowing, nothing more.</summary>
    public long Notes { get; init; }
}
