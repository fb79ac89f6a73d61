using System.CommandLine;
using Muutostieto.Cli.CommandLine;
using Muutostieto.Hosting;
using Muutostieto.Hosting.Settings;
using Muutostieto.PostgreSql;
using Muutostieto.SelfService.Store;

namespace Muutostieto.Cli.Commands;

/// <summary><c>store roles</c>: what the logins of the program's parts may do in the database.</summary>
internal static class StoreRolesCommand
{
    internal static Command Create(CommandContext context)
    {
        var names = new Dictionary<StoreRole, Option<string?>>
        {
            [StoreRole.Register] = Name("--register", "Who writes the register: imports, the feed, entries by date", StoreRole.Register),
            [StoreRole.Deliveries] = Name(
                "--deliveries", "Who makes deliveries, and the rest: reads the register, writes ledger and audit", StoreRole.Deliveries),
            [StoreRole.Interface] = Name(
                "--interface", "Who answers in the interface: reads the register, appends to the audit chain", StoreRole.Interface),
        };
        var apply = new Option<bool>("--apply") { Description = "Run the statements, as the owner of the tables" };
        var command = new Command(
            "roles",
            "Show the statements that give the roles of the database their rights, and take from them all others in these schemas")
        {
            apply,
        };
        foreach (var name in names.Values)
        {
            command.Options.Add(name);
        }

        command.SetAction(parsed => Run(context, parsed, names, parsed.GetValue(apply)));
        return command;
    }

    private static int Run(
        CommandContext context, ParseResult parsed, Dictionary<StoreRole, Option<string?>> options, bool applies)
    {
        using var work = context.Open(parsed);
        var settings = StoreCommand.SettingsOf(work);
        var names = options.ToDictionary(option => option.Key, option => parsed.GetValue(option.Value) ?? NameOf(settings, option.Key));
        if (applies)
        {
            DatabaseStores.ApplyRoles(settings, names, SelfServiceStore.Scripts);
        }

        var statements = DatabaseStores.RoleStatements(names, SelfServiceStore.Scripts);
        if (context.Options.Json(parsed))
        {
            Write(context, names, statements, applies);
        }
        else if (applies)
        {
            foreach (var (role, name) in names)
            {
                context.Terminal.Out.WriteLine($"{WordOf(role)}: {name} has its rights");
            }
        }
        else
        {
            WriteScript(context.Terminal.Out, statements);
        }

        return (int)ExitCode.Done;
    }

    /// <summary>For psql, as the owner of the tables.</summary>
    private static void WriteScript(TextWriter output, IReadOnlyList<string> statements)
    {
        output.WriteLine("-- As the owner of the tables; \"store roles --apply\" does the same. The roles are there: CREATE ROLE … LOGIN.");
        output.WriteLine("BEGIN;");
        foreach (var statement in statements)
        {
            output.WriteLine(statement + ";");
        }

        output.WriteLine("COMMIT;");
    }

    private static void Write(
        CommandContext context, Dictionary<StoreRole, string> names, IReadOnlyList<string> statements, bool applied) =>
        JsonOutput.Write(context.Terminal.Out, writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartObject("roles");
            foreach (var (role, name) in names)
            {
                writer.WriteString(WordOf(role), name);
            }

            writer.WriteEndObject();
            writer.WriteStartArray("statements");
            foreach (var statement in statements)
            {
                writer.WriteStringValue(statement);
            }

            writer.WriteEndArray();
            writer.WriteBoolean("applied", applied);
            writer.WriteEndObject();
        });

    private static string NameOf(StoreSettings settings, StoreRole role) =>
        DatabaseStores.LoginOf(settings, role) ?? $"muutostieto_{WordOf(role)}";

    private static Option<string?> Name(string option, string description, StoreRole role) =>
        new(option)
        {
            Description = $"{description}. Without it the login of the settings, or else muutostieto_{WordOf(role)}",
            HelpName = "ROLE",
        };

    private static string WordOf(StoreRole role) => role switch
    {
        StoreRole.Register => "register",
        StoreRole.Deliveries => "deliveries",
        _ => "interface",
    };
}
