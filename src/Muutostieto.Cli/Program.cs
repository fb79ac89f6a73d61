using Muutostieto.Cli;
using Muutostieto.Cli.CommandLine;

using var signals = new StopSignals();
var terminal = Terminal.OfProcess() with { IsInterrupted = () => signals.IsInterrupted };
var root = MuutostietoCommand.Create(terminal, TimeProvider.System, DefaultFolders.OfProcess());
return await Invocation.RunAsync(root, args, terminal, signals.Token).ConfigureAwait(false);
