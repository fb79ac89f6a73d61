namespace Muutostieto.Disclosure.Windows;

/// <summary>What becomes of a person's entries in a window.</summary>
public enum VisibilityTransition
{
    /// <summary>Not visible at either end: nothing.</summary>
    None,

    /// <summary>Became visible, or was not visible for a while: one full record as of the window's end.</summary>
    Full,

    /// <summary>No longer visible: one leaving line.</summary>
    Leaving,

    /// <summary>Visible throughout: each entry a line.</summary>
    Changes,
}
