namespace Muutostieto.Hosting.Settings;

/// <summary>How much a configuration fault matters.</summary>
public enum FaultKind
{
    /// <summary>Nothing can be done with this configuration.</summary>
    Error,

    /// <summary>Works, but is probably not what was meant.</summary>
    Warning,

    /// <summary>A permit whose validity has ended, or an end customer's contract that is not in force: it is not served, the others
    /// are.</summary>
    Ended,
}
