namespace Muutostieto.Register.Buildings;

/// <summary>A building as a scan shows it. Its spans are the store's own memory: they hold until the visitor returns.</summary>
public readonly ref struct BuildingRow
{
    /// <summary>The surrogate id; it never leaves the register and the audit.</summary>
    public long BuildingId { get; init; }

    /// <summary>The permanent building code, ten characters.</summary>
    public ReadOnlySpan<byte> Code { get; init; }

    /// <summary>Three digits; empty when unknown.</summary>
    public ReadOnlySpan<byte> Municipality { get; init; }

    /// <summary>False when it was demolished or destroyed.</summary>
    public bool Stands { get; init; }

    /// <summary>All groups but the owners: compact UTF-8 JSON.</summary>
    public ReadOnlySpan<byte> Document { get; init; }
}
