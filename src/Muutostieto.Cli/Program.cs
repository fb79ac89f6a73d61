using Muutostieto.Cli;
using Muutostieto.Cli.CommandLine;

var terminal = Terminal.OfProcess();
var root = MuutostietoCommand.Create(terminal, TimeProvider.System, DefaultFolders.OfProcess());
return await Invocation.RunAsync(root, args, terminal).ConfigureAwait(false);
