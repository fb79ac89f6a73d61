using System.CommandLine;
using Muutostieto.Cli.CommandLine;
using Muutostieto.Hosting;
using Muutostieto.Hosting.Settings;
using Muutostieto.PostgreSql;
using Muutostieto.Records;
using Muutostieto.SelfService.Store;

namespace Muutostieto.Cli.Commands;

/// <summary><c>store</c>: the installation's database, and <c>migrate</c>, which makes its tables.</summary>
internal static class StoreCommand
{
    internal static Command Create(CommandContext context)
    {
        var migrate = new Command(
            "migrate",
            "Make the tables in the database of the settings (Store), or bring them up to this program's version");
        migrate.SetAction(parsed => Migrate(context, parsed));
        return new Command("store", "The database in which stores are kept")
        {
            migrate,
            StoreRolesCommand.Create(context),
            StoreCopyCommand.Create(context),
        };
    }

    /// <exception cref="MuutostietoException">Usage: there is none.</exception>
    internal static StoreSettings SettingsOf(Installation work) =>
        work.Configuration.Settings.Store
            ?? throw new MuutostietoException(
                FailureKind.Usage,
                "The settings name no database (Store): the stores are files of the data folder, and there is nothing to do. "
                    + "Files of an older version are converted by the next run.");

    private static int Migrate(CommandContext context, ParseResult parsed)
    {
        using var work = context.Open(parsed);
        var upgrades = DatabaseStores.Migrate(SettingsOf(work), SelfServiceStore.Scripts);
        if (context.Options.Json(parsed))
        {
            Write(context, upgrades);
            return (int)ExitCode.Done;
        }

        foreach (var upgrade in upgrades)
        {
            context.Terminal.Out.WriteLine(StoreUpgradeLine.Of(upgrade));
        }

        return (int)ExitCode.Done;
    }

    private static void Write(CommandContext context, IReadOnlyList<StoreUpgrade> upgrades) =>
        JsonOutput.Write(context.Terminal.Out, writer =>
        {
            writer.WriteStartArray();
            foreach (var upgrade in upgrades)
            {
                writer.WriteStartObject();
                writer.WriteString("store", upgrade.Store);
                writer.WriteNumber("from", upgrade.From);
                writer.WriteNumber("to", upgrade.To);
                writer.WriteNumber("partitions", upgrade.Partitions);
                writer.WriteBoolean("partitionsPostponed", upgrade.IsPostponed);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        });
}
