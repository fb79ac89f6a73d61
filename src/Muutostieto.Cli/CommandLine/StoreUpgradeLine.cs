using Muutostieto.PostgreSql;

namespace Muutostieto.Cli.CommandLine;

/// <summary>What was done with the tables of a store, in a line.</summary>
internal static class StoreUpgradeLine
{
    internal static string Of(StoreUpgrade upgrade) => FormattableString.Invariant($"{Version(upgrade)}{Partitions(upgrade)}");

    private static string Partitions(StoreUpgrade upgrade) =>
        upgrade.IsPostponed ? "; partitions for keys to come could not be made now: run store migrate as the owner at a quiet time"
        : upgrade.Partitions == 0 ? ""
        : FormattableString.Invariant($"; {upgrade.Partitions} partition{(upgrade.Partitions == 1 ? "" : "s")} made ahead");

    private static string Version(StoreUpgrade upgrade) => FormattableString.Invariant(
        upgrade.From == upgrade.To ? $"{upgrade.Store}: version {upgrade.To}{(upgrade.Partitions > 0 ? "" : ", nothing to do")}"
        : upgrade.From == 0 ? $"{upgrade.Store}: made, version {upgrade.To}"
        : (FormattableString)$"{upgrade.Store}: converted from version {upgrade.From} to {upgrade.To}");
}
