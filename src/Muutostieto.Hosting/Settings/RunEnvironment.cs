namespace Muutostieto.Hosting.Settings;

/// <summary>What the installation is for.</summary>
public enum RunEnvironment
{
    /// <summary>Trying out: an empty register may be filled with a synthetic population.</summary>
    Demo,

    /// <summary>Real persons: never filled with synthetic ones.</summary>
    Production,
}
