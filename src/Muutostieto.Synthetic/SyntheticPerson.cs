namespace Muutostieto.Synthetic;

/// <summary>A person who does not exist, as a register takes one in.</summary>
public sealed record SyntheticPerson
{
    public required string IdentityCode { get; init; }

    /// <summary>Codes that the person had before; mostly none.</summary>
    public required IReadOnlyList<string> FormerCodes { get; init; }

    /// <summary>Three digits; 200 for who lives abroad. The dead keep their last one.</summary>
    public required string Municipality { get; init; }

    public required bool Alive { get; init; }

    /// <summary>When the non-disclosure order ends (VVVVKKPP, or 99990000 until further notice); null without one.</summary>
    public required string? NonDisclosureEnd { get; init; }

    /// <summary>The person's groups as one UTF-8 JSON document.</summary>
    public required ReadOnlyMemory<byte> Document { get; init; }
}
