namespace Muutostieto.SelfService.Applications;

/// <summary>What an operator decided.</summary>
public enum Verdict
{
    /// <summary>The first of two approvals: it waits for another operator.</summary>
    Agreed,

    /// <summary>Approved; its file is in the configuration.</summary>
    Approved,

    Refused,

    /// <summary>Sent back to its recipient, to be changed and submitted again.</summary>
    Returned,

    /// <summary>An approval whose file could not be written: it counts for nothing.</summary>
    Undone,
}
