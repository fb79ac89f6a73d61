using System.CommandLine;
using Muutostieto.Cli.CommandLine;
using Muutostieto.Cli.Commands;

namespace Muutostieto.Cli;

/// <summary>The program's command line: every command in one place.</summary>
internal static class MuutostietoCommand
{
    /// <param name="terminal">Where it speaks.</param>
    /// <param name="clock">The real time.</param>
    /// <param name="folders">Where configuration and data are by default; null: <c>config</c> and <c>data</c> here.</param>
    internal static RootCommand Create(Terminal terminal, TimeProvider clock, DefaultFolders? folders = null)
    {
        var root = new RootCommand(
            """
            Delivers a population register's base and change files to those who have a permit.

            Exit codes: 0 done or nothing due, 1 error, 2 usage or configuration, 3 some permits failed,
            5 try again later, 6 overdue deliveries, 12 integrity failure, 130 stopped by Ctrl+C.

            The record layouts are reconstructed from public sources; they are not DVV's official format.
            """);
        var options = new GlobalOptions(folders ?? new DefaultFolders("config", "data"));
        options.AddTo(root);
        var context = new CommandContext(terminal, options, clock);
        root.Add(InitCommand.Create(context));
        root.Add(BatchCommand.Create(context));
        root.Add(ServeCommand.Create(context));
        root.Add(StatusCommand.Create(context));
        root.Add(DeliverCommand.Create(context));
        root.Add(ExtractCommand.Create(context));
        root.Add(UpdateCommand.Create(context));
        root.Add(DeliveriesCommand.Create(context));
        root.Add(ReconcileCommand.Create(context));
        root.Add(InvoiceCommand.Create(context));
        root.Add(AuditCommand.Create(context));
        root.Add(PermitsCommand.Create(context));
        root.Add(OrdersCommand.Create(context));
        root.Add(ConnectionsCommand.Create(context));
        root.Add(ConfigCommand.Create(context));
        root.Add(DropsCommand.Create(context));
        root.Add(KeysCommand.Create(context));
        root.Add(InterfaceCommand.Create(context));
        root.Add(SessionsCommand.Create(context));
        root.Add(RegisterCommand.Create(context));
        root.Add(FeedCommand.Create(context));
        root.Add(StoreCommand.Create(context));
        root.Add(BackupCommand.Create(context));
        root.Add(RestoreCommand.Create(context));
        root.Add(CheckCommand.Create(context));
        root.Add(ConvertCommand.Create(context));
        root.Add(LoadCommand.Create(context));
        root.Add(CompletionCommand.Create(context));
        root.Add(HelpCommand.Create(context, root));
        root.Add(VersionCommand.Create(context));
        ExitCodeHelp.AddTo(root);
        return root;
    }
}
