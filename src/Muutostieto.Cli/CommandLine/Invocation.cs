using System.CommandLine;
using Muutostieto.Records;
using Muutostieto.Records.Files;

namespace Muutostieto.Cli.CommandLine;

/// <summary>Runs a command line and turns however it ends into an exit code and, on failure, one message.</summary>
internal static class Invocation
{
    /// <param name="root">Of all commands.</param>
    /// <param name="args">As they were typed.</param>
    /// <param name="terminal">Where it speaks.</param>
    /// <param name="stop">Asks the command to stop.</param>
    internal static async Task<int> RunAsync(
        RootCommand root, IReadOnlyList<string> args, Terminal terminal, CancellationToken stop = default)
    {
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0 && parsed.Action is not ExitCodeHelp)
        {
            foreach (var error in parsed.Errors)
            {
                await terminal.Error.WriteLineAsync($"muutostieto: {error.Message}").ConfigureAwait(false);
            }

            foreach (var meant in TypingErrors.Of(parsed))
            {
                await terminal.Error.WriteLineAsync(meant).ConfigureAwait(false);
            }

            await terminal
                .Error.WriteLineAsync(
                    $"See: muutostieto {ExitCodeHelp.PathOf(parsed.CommandResult)} --help".Replace("  ", " ", StringComparison.Ordinal))
                .ConfigureAwait(false);
            return (int)ExitCode.Usage;
        }

        IRemedyWords words = new RemedyWords();
        try
        {
            // Signals are the caller's: which one it was decides the exit code.
            var configuration = new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
                Output = terminal.Out,
                Error = terminal.Error,
            };
            return await parsed.InvokeAsync(configuration, stop).ConfigureAwait(false);
        }
        catch (MuutostietoException failure)
        {
            await terminal.Error.WriteLineAsync($"muutostieto: {words.Of(failure)}").ConfigureAwait(false);
            return ExitCodes.NumberOf(failure.Kind);
        }
        catch (OperationCanceledException)
        {
            await terminal
                .Error.WriteLineAsync($"muutostieto: stopped. {Stopped.WordsOf(ExitCodeHelp.PathOf(parsed.CommandResult))}")
                .ConfigureAwait(false);
            return (int)(terminal.IsInterrupted() ? ExitCode.Interrupted : ExitCode.TryAgainLater);
        }
        catch (IOException error) when (IsFull(error))
        {
            await terminal
                .Error.WriteLineAsync(
                    $"muutostieto: the disk is full ({error.Message}). Make room and run again: what was begun is finished then.")
                .ConfigureAwait(false);
            return (int)ExitCode.Error;
        }
        catch (Exception error) when (DiskFailure.Is(error))
        {
            // The system's message names the file and what was refused, never what is in it.
            await terminal
                .Error.WriteLineAsync($"muutostieto: {error.Message} Put that right and run again: what was begun is finished then.")
                .ConfigureAwait(false);
            return (int)ExitCode.Error;
        }
        catch (Exception error)
        {
            // A fault of the program itself. Its trace names methods, never values; a message could hold a value, so that only its type is
            // shown.
            await terminal
                .Error.WriteLineAsync(
                    $"muutostieto: an error of the program itself ({error.GetType().Name}). Please report it with these lines:")
                .ConfigureAwait(false);
            await terminal.Error.WriteLineAsync(error.StackTrace).ConfigureAwait(false);
            return (int)ExitCode.Error;
        }
    }

    /// <summary>ENOSPC of Linux and macOS, and the two codes of Windows.</summary>
    private static bool IsFull(IOException error) => (error.HResult & 0xFFFF) is 28 or 39 or 112;
}
