namespace Muutostieto.Disclosure.Windows;

/// <summary>What becomes of a person's entries in a window.</summary>
public enum VisibilityTransition
{
    /// <summary>Out of sight at both ends: nothing.</summary>
    None,

    /// <summary>Came into sight, or was out of it for a while: one full record as of the window's end.</summary>
    Full,

    /// <summary>Went out of sight: one leaving line.</summary>
    Leaving,

    /// <summary>In sight all through: each entry a line.</summary>
    Changes,
}
