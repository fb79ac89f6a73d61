using System.CommandLine;
using Muutostieto.Cli.CommandLine;
using Muutostieto.Hosting;
using Muutostieto.PostgreSql.Copy;
using Muutostieto.SelfService.Store;
using Muutostieto.SelfService.Store.Copy;

namespace Muutostieto.Cli.Commands;

/// <summary><c>store copy</c>: register, ledger, self-service and audit chain from files to the database, or back.</summary>
internal static class StoreCopyCommand
{
    internal static Command Create(CommandContext context)
    {
        var from = Side("--from", "Where they are: files (the data folder's) or database (of the settings, Store)");
        var to = Side("--to", "Where they are to be, the other of the two; nothing may be there yet");
        var command = new Command(
            "copy",
            "Copy register, ledger, lists, the self-service and the audit chain between the files of the data folder and the database, "
                + "all or nothing, compared by digest")
        {
            from,
            to,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(from) == result.GetValue(to))
            {
                result.AddError("--from and --to name the same side. Name files as one and database as the other.");
            }
        });
        command.SetAction((parsed, cancellation) => Task.Run(
            () => Copy(context, parsed, parsed.GetValue(to) == Name(StoreSide.Files) ? StoreSide.Files : StoreSide.Database, cancellation),
            CancellationToken.None));
        return command;
    }

    private static Option<string> Side(string name, string description)
    {
        var option = new Option<string>(name) { Description = description, Required = true };
        return option.AcceptOnlyFromAmong(Name(StoreSide.Files), Name(StoreSide.Database));
    }

    private static string Name(StoreSide side) => side == StoreSide.Files ? "files" : "database";

    private static int Copy(CommandContext context, ParseResult parsed, StoreSide to, CancellationToken cancellation)
    {
        using var work = context.Open(parsed);
        IReadOnlyList<CopiedRows> tables;
        using (var progress = new CopyProgress(context.Terminal))
        {
            tables = InstallationCopy.Run(work, to, [SelfServiceOf(work, to)], progress, cancellation);
        }

        if (context.Options.Json(parsed))
        {
            Write(context, to, tables);
            return (int)ExitCode.Done;
        }

        var list = new ListTable("STORE", "TABLE", "ROWS ", "SHA-256");
        foreach (var table in tables)
        {
            list.Add(table.Store, table.Table, FormattableString.Invariant($"{table.Rows}"), table.Sha256);
        }

        list.Write(context.Terminal);
        context.Terminal.Out.WriteLine(to == StoreSide.Database
            ? "Copied and compared. Move the .db files and the audit chain's (not its anchors) out of the data folder before the next run: "
                + "they fall behind from now on."
            : "Copied and compared. Remove Store from the settings before the next run: the database falls behind from now on.");
        return (int)ExitCode.Done;
    }

    /// <summary>One of an older version is converted, as at the next start.</summary>
    private static StoreFile SelfServiceOf(Installation work, StoreSide to)
    {
        var path = Path.Combine(work.DataDirectory, SelfServiceStore.FileName);
        if (to == StoreSide.Database && work.Disk.Files.File.Exists(path))
        {
            SelfServiceStore.Open(path).Dispose();
        }

        return new StoreFile(SelfServiceCopy.Part, path);
    }

    private static void Write(CommandContext context, StoreSide to, IReadOnlyList<CopiedRows> tables) =>
        JsonOutput.Write(context.Terminal.Out, writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("from", Name(to == StoreSide.Files ? StoreSide.Database : StoreSide.Files));
            writer.WriteString("to", Name(to));
            writer.WriteStartArray("tables");
            foreach (var table in tables)
            {
                writer.WriteStartObject();
                writer.WriteString("store", table.Store);
                writer.WriteString("table", table.Table);
                writer.WriteNumber("rows", table.Rows);
                writer.WriteString("sha256", table.Sha256);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        });
}
