using Muutostieto.Records.Lists;

namespace Muutostieto.Deliveries.Ledger.Lists;

/// <summary>A list that a recipient has uploaded, its codes looked up in the register.</summary>
public sealed record NewListUpload
{
    public required string Permit { get; init; }

    /// <summary>The file's name in <c>upload/</c>.</summary>
    public required string Name { get; init; }

    /// <summary>64 lowercase hex digits.</summary>
    public required string Sha256 { get; init; }

    public required long Bytes { get; init; }

    /// <summary>As of which key its codes were looked up.</summary>
    public required long JournalKey { get; init; }

    /// <summary>Identifies the register at that key: surrogate ids mean nothing in another one.</summary>
    public required string RegisterFingerprint { get; init; }

    /// <summary>Lines between the transport lines, refused ones too.</summary>
    public required int Lines { get; init; }

    /// <summary>What the good lines change, netted: each person once, or taken off and then put on again.</summary>
    public IReadOnlyList<(long Person, bool IsAdded)> Changes { get; init; } = [];

    public IReadOnlyList<ListRefusal> Refused { get; init; } = [];

    /// <summary>Why nothing of the file is taken; null when its good lines are.</summary>
    public string? Refusal { get; init; }
}
