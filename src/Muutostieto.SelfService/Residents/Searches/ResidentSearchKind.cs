namespace Muutostieto.SelfService.Residents.Searches;

/// <summary>The ready searches of a municipality's service.</summary>
public enum ResidentSearchKind
{
    /// <summary>All residents.</summary>
    All,

    /// <summary>An age today, in whole years, from and to.</summary>
    Ages,

    /// <summary>Who reaches an age in the year of the search.</summary>
    Turning,

    /// <summary>Born within days.</summary>
    Born,

    /// <summary>Died within days: of the dead whose last municipality it was, and of none of the living.</summary>
    Died,

    /// <summary>Moved in within days, and lives there.</summary>
    MovedIn,
}
