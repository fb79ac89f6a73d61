using Muutostieto.PostgreSql;

namespace Muutostieto.Cli.CommandLine;

/// <summary>What was done with the tables of a store, in a line.</summary>
internal static class StoreUpgradeLine
{
    internal static string Of(StoreUpgrade upgrade) => FormattableString.Invariant(
        upgrade.From == upgrade.To ? $"{upgrade.Store}: version {upgrade.To}, nothing to do"
        : upgrade.From == 0 ? $"{upgrade.Store}: made, version {upgrade.To}"
        : (FormattableString)$"{upgrade.Store}: converted from version {upgrade.From} to {upgrade.To}");
}
