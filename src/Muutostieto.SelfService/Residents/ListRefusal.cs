namespace Muutostieto.SelfService.Residents;

/// <summary>Why a list is not given.</summary>
public enum ListRefusal
{
    /// <summary>It has not been made.</summary>
    NotMade,

    /// <summary>The time for which it was kept is over.</summary>
    Expired,

    /// <summary>It must be made again: it is out of date, or its files are gone. More is not said, for it could reveal a non-disclosure
    /// order.</summary>
    Outdated,

    /// <summary>The list does not have this form.</summary>
    NoSuchForm,

    /// <summary>No one in the list has an address, so that there are no labels.</summary>
    NoLabels,

    /// <summary>There are more labels than are made at once.</summary>
    TooManyLabels,

    /// <summary>The machine has no font for labels; its operators see it in the log.</summary>
    NoFont,
}
