using Muutostieto.Cli.CommandLine;

namespace Muutostieto.Cli.Service;

/// <summary>What <c>serve</c> was started with.</summary>
/// <param name="ConfigDirectory">The folder of the configuration.</param>
/// <param name="DataDirectory">The folder of register, ledger and outbox.</param>
/// <param name="Poll">How often the configuration's files are looked at.</param>
/// <param name="Terminal">Where what an operator should see at once is said, before there is a log.</param>
internal sealed record ServiceOptions(string ConfigDirectory, string DataDirectory, TimeSpan Poll, Terminal Terminal);
