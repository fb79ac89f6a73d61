using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Muutostieto.Drops.Sftp;

/// <summary>
/// One running sftp, told one command after the other. In batch mode it echoes each command before it executes it and goes on after a failing one that
/// is prefixed with a minus sign. So that the end of a command is seen on both of its streams, a second command follows that cannot succeed and whose
/// echo and error message carry a mark.
/// </summary>
internal sealed class SftpSession : IAsyncDisposable
{
    private const int LongestLine = 2000;
    private readonly Process _process;
    private readonly SftpErrors _errors;
    private readonly TimeProvider _time;
    private readonly SftpAnswer _output;
    private readonly SftpAnswer _said;
    private int _commands;

    private SftpSession(Process process, SftpErrors errors, TimeProvider time)
    {
        _process = process;
        _output = new SftpAnswer(process.StandardOutput, errors);
        _said = new SftpAnswer(process.StandardError, errors);
        _errors = errors;
        _time = time;
    }

    public static SftpSession Start(SftpDropSettings settings, SftpErrors errors, TimeProvider time)
    {
        try
        {
            var process = Process.Start(SftpProgram.StartInfo(settings)) ?? throw errors.NoProgram(null);
            return new SftpSession(process, errors, time);
        }
        catch (Win32Exception failure)
        {
            throw errors.NoProgram(failure);
        }
    }

    /// <summary>Executes one command and waits for its end.</summary>
    /// <exception cref="Records.MuutostietoException">The connection could not be made or was lost, or there was no answer within the limit.</exception>
    public async Task<SftpReply> RunAsync(string command, TimeSpan limit, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(command.Length, LongestLine);
        using var deadline = new CancellationTokenSource(limit, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellation);
        using var stop = either.Token.Register(Kill);
        try
        {
            var mark = string.Create(CultureInfo.InvariantCulture, $"/.muutostieto-end-of-command-{++_commands}");
            var output = _output.ReadToMarkAsync(mark, either.Token);
            var errors = _said.ReadToMarkAsync(mark, either.Token);
            await TellAsync($"-{command}\n-lcd {mark}\n", either.Token).ConfigureAwait(false);
            var (outputEnded, outputLines) = await output.ConfigureAwait(false);
            var (errorsEnded, errorLines) = await errors.ConfigureAwait(false);
            if (outputEnded || errorsEnded)
            {
                either.Token.ThrowIfCancellationRequested();
                await _process.WaitForExitAsync(either.Token).ConfigureAwait(false);
                throw _errors.ConnectionEnded(errorLines);
            }

            return new SftpReply([.. outputLines.Where(line => !line.StartsWith("sftp> ", StringComparison.Ordinal))], errorLines);
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            throw _errors.TooSlow(limit);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Kill();
        await _process.WaitForExitAsync().ConfigureAwait(false);
        _process.Dispose();
    }

    private void Kill()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (Exception failure) when (failure is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It, or ssh below it, has ended by itself meanwhile.
        }
    }

    private async Task TellAsync(string lines, CancellationToken cancellation)
    {
        try
        {
            await _process.StandardInput.WriteAsync(lines.AsMemory(), cancellation).ConfigureAwait(false);
            await _process.StandardInput.FlushAsync(cancellation).ConfigureAwait(false);
        }
        catch (IOException)
        {
            // It has ended and closed its input; why, it has said on the streams that are being read.
        }
    }
}
