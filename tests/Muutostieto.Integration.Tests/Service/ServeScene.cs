using System.Diagnostics;
using System.Text;
using Muutostieto.Cli.Tests.Support;
using Muutostieto.Integration.Tests.Support;

namespace Muutostieto.Integration.Tests.Service;

/// <summary>The program as a process that stays, with an installation of its own.</summary>
internal sealed class ServeScene : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private readonly StringBuilder said = new();
    private Process? process;

    public TestInstallation TestInstallation { get; } = new();

    /// <summary>What the service has said so far, on both streams.</summary>
    public string Said
    {
        get
        {
            lock (said)
            {
                return said.ToString();
            }
        }
    }

    /// <summary>Runs a command of the installation to its end.</summary>
    public Task<Outcome> RunAsync(params string[] arguments) => RunInAsync(TestInstallation.Data, arguments);

    /// <summary>Runs a command with another data folder.</summary>
    public async Task<Outcome> RunInAsync(string data, params string[] arguments)
    {
        var (code, output, errors) = await Programs.TryAsync(
            "dotnet",
            TestInstallation.Root,
            [Program, .. arguments, "--config", TestInstallation.Config, "--data", data]);
        return new Outcome(code, output, errors);
    }

    /// <param name="poll">Seconds between looks at the configuration's files.</param>
    public void Start(int poll = 1)
    {
        lock (said)
        {
            said.Clear();
        }

        var start = new ProcessStartInfo(Programs.Find("dotnet"), [Program, "serve", "--poll", $"{poll}", .. TestInstallation.Options])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        process = new Process { StartInfo = start };
        process.OutputDataReceived += Listen;
        process.ErrorDataReceived += Listen;
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Waits until the service has done something.</summary>
    public async Task UntilAsync(Func<bool> done, string what)
    {
        var since = Stopwatch.StartNew();
        while (!done())
        {
            Assert.That(process!.HasExited, Is.False, $"the service ended before: {what}\n{Said}");
            Assert.That(since.Elapsed, Is.LessThan(Patience), $"not seen: {what}\n{Said}");
            await Task.Delay(20);
        }
    }

    /// <summary>The processes that the service has started, as numbers.</summary>
    public IReadOnlyList<int> Children() => [.. Descendants(process!.Id)];

    private static IEnumerable<int> Descendants(int parent)
    {
        var children = $"/proc/{parent}/task";
        return !Directory.Exists(children) ? [] : Directory.GetDirectories(children)
            .SelectMany(task => ReadOrNothing(Path.Combine(task, "children")).Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Select(id => int.Parse(id, System.Globalization.CultureInfo.InvariantCulture))
            .SelectMany(id => Descendants(id).Prepend(id));
    }

    private static string ReadOrNothing(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (IOException)
        {
            // It has ended meanwhile.
            return "";
        }
    }

    public Task UntilSaidAsync(string words) => UntilAsync(() => Said.Contains(words, StringComparison.Ordinal), words);

    /// <summary>Ends the service as a supervisor does.</summary>
    /// <returns>Its exit code and how long it took to end.</returns>
    public async Task<(int Code, TimeSpan Took)> TerminateAsync()
    {
        var since = Stopwatch.StartNew();
        await Programs.RunAsync("kill", TestInstallation.Root, "-TERM", $"{process!.Id}");
        await process.WaitForExitAsync().WaitAsync(Patience);
        return (process.ExitCode, since.Elapsed);
    }

    /// <summary>Ends the service in the middle of what it does: it gets no signal that it could handle.</summary>
    public async Task KillAsync()
    {
        process!.Kill();
        await process.WaitForExitAsync().WaitAsync(Patience);
    }

    public async ValueTask DisposeAsync()
    {
        if (process is not null)
        {
            if (!process.HasExited)
            {
                await KillAsync();
            }

            process.Dispose();
        }

        TestInstallation.Dispose();
    }

    /// <summary>The program was built with these tests.</summary>
    private static string Program => TestedProgram.Path;

    private void Listen(object sender, DataReceivedEventArgs line)
    {
        lock (said)
        {
            said.AppendLine(line.Data);
        }
    }
}
