namespace Muutostieto.Disclosure.Windows;

/// <summary>Why a window has a record.</summary>
public enum DisclosedLineKind
{
    /// <summary>An entry about a person who is visible throughout.</summary>
    Change,

    /// <summary>A full record as of the window's end.</summary>
    Full,

    /// <summary>The person is no longer visible, or no longer under this code.</summary>
    Leaving,

    /// <summary>A code of the recipient's list is another person's after a merger.</summary>
    Merger,
}
