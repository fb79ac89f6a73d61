namespace Muutostieto.Cli.CommandLine;

/// <summary>Where configuration and data are when no option says it.</summary>
/// <param name="Config">The folder of the configuration.</param>
/// <param name="Data">The folder of register, ledger, outbox and drop.</param>
internal sealed record DefaultFolders(string Config, string Data)
{
    internal const string ConfigVariable = "MUUTOSTIETO_CONFIG";
    internal const string DataVariable = "MUUTOSTIETO_DATA";

    /// <summary>Where packages of distributions put them.</summary>
    internal const string SystemConfig = "/etc/muutostieto";

    /// <inheritdoc cref="SystemConfig"/>
    internal const string SystemData = "/var/lib/muutostieto";

    internal static DefaultFolders OfProcess() => Of(Environment.GetEnvironmentVariable, Directory.Exists);

    /// <summary>An environment variable first, then the system's folder when it is there, then one below the current folder.</summary>
    /// <param name="variable">The value of an environment variable; null when it is not set.</param>
    /// <param name="exists">Whether there is a folder.</param>
    internal static DefaultFolders Of(Func<string, string?> variable, Func<string, bool> exists) => new(
        variable(ConfigVariable) is { Length: > 0 } config ? config : exists(SystemConfig) ? SystemConfig : "config",
        variable(DataVariable) is { Length: > 0 } data ? data : exists(SystemData) ? SystemData : "data");
}
