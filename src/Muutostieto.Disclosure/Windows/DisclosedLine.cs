namespace Muutostieto.Disclosure.Windows;

/// <summary>What a record of a window is.</summary>
/// <param name="Person">The surrogate id of its person.</param>
/// <param name="Kind">Which kind of line.</param>
public readonly record struct DisclosedLine(long Person, DisclosedLineKind Kind);
