namespace Muutostieto.SelfService.Residents.Store;

/// <summary>How far a pick has come.</summary>
public enum PickState
{
    /// <summary>It waits to be counted, or is.</summary>
    Counting,

    /// <summary>The user sees how many fit, and may ask for the list.</summary>
    Counted,

    /// <summary>The list was asked for and waits its turn.</summary>
    Queued,

    /// <summary>The list is being made.</summary>
    Making,

    /// <summary>The list can be seen and downloaded.</summary>
    Made,

    /// <summary>It cannot be counted or made; <see cref="PickFault"/> says why.</summary>
    Failed,

    /// <summary>The time for which the list was kept is over.</summary>
    Expired,

    /// <summary>The list must not be given any more. Why is not said: it could reveal a non-disclosure order.</summary>
    Withdrawn,
}
