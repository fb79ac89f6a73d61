namespace Muutostieto.Interface.Feed;

/// <summary>
/// Whose data a register is fed with: an area's, or that of persons on a list of identity codes, which the register keeps.
/// </summary>
/// <param name="Municipalities">Numbers of three digits, at least one; null: a list.</param>
public sealed record FeedScope(IReadOnlyList<string>? Municipalities)
{
    /// <summary>The persons on a list.</summary>
    public static FeedScope List { get; } = new((IReadOnlyList<string>?)null);

    public bool IsList => Municipalities is null;

    /// <summary>What makes one scope the same as another.</summary>
    public override string ToString() => Municipalities is null ? "list" : string.Join(',', Municipalities.Order(StringComparer.Ordinal));
}
