namespace Muutostieto.SelfService.Applications;

/// <summary>How far it has come: draft → submitted → approved or refused; draft and submitted → withdrawn.</summary>
public enum MatterState
{
    /// <summary>Its recipient's users still change it.</summary>
    Draft,

    /// <summary>It waits for operators.</summary>
    Submitted,

    /// <summary>Approved, and its file is being written: only between two steps of a decision.</summary>
    Approving,

    /// <summary>Its file is in the configuration.</summary>
    Approved,

    Refused,

    /// <summary>By its recipient.</summary>
    Withdrawn,
}
