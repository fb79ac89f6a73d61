using System.Management.Automation;
using System.Management.Automation.Runspaces;

// Runs a script in PowerShell's own engine: Muutostieto.PowerShell SCRIPT [-Name [VALUE]]…  Its exit code is the script's.
// The engine is all that is here: of PowerShell's commands only those of its core (Get-Command), none of its modules (Join-Path,
// Test-Path).
using var runspace = RunspaceFactory.CreateRunspace(InitialSessionState.CreateDefault2());
runspace.Open();
using var shell = PowerShell.Create(runspace);

// The arguments are in the command line as a user would write them: a name as it is, a value between quotes.
var line = string.Join(' ', args.Skip(1).Select(word => word.StartsWith('-') ? word : Quoted(word)));
shell.AddScript($"& {Quoted(args[0])} {line}");
try
{
    foreach (var output in shell.Invoke())
    {
        Console.WriteLine(output);
    }
}
catch (RuntimeException failure)
{
    await Console.Error.WriteLineAsync(failure.Message);
    return 1;
}

foreach (var error in shell.Streams.Error)
{
    await Console.Error.WriteLineAsync(error.ToString());
}

return runspace.SessionStateProxy.GetVariable("LASTEXITCODE") is int code ? code : shell.HadErrors ? 1 : 0;

static string Quoted(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
