namespace Muutostieto.SelfService.Residents.Store;

/// <summary>What keeps one user from filling the queue of all.</summary>
public enum ResidentLimit
{
    /// <summary>Too many searches and lists of the user wait.</summary>
    Waiting,

    /// <summary>The user has searched too often today.</summary>
    Day,

    /// <summary>The user has too many saved selections.</summary>
    Saved,
}
