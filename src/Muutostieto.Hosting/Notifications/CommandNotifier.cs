using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using Muutostieto.Hosting.Settings;

namespace Muutostieto.Hosting.Notifications;

/// <summary>Notifies by an operator's program: the message is one line of JSON on its standard input. Its output is discarded. After the
/// timeout it is killed with all processes that it started.</summary>
public sealed class CommandNotifier(CommandNotifySettings settings) : INotifier
{
    public string Key => "command";

    public string Name => "command";

    public async Task NotifyAsync(NoticeMessage message, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(message);
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        timeout.CancelAfter(TimeSpan.FromSeconds(settings.TimeoutSeconds));
        using var process = Start();
        try
        {
            // Read and discarded: a program blocks when its output is not read. Not awaited: processes that it left behind may keep the
            // output open for ever.
            _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, timeout.Token);
            _ = process.StandardError.BaseStream.CopyToAsync(Stream.Null, timeout.Token);
            await WriteAsync(process, message.ToJson() + "\n", timeout.Token).ConfigureAwait(false);
            await process.WaitForExitAsync(timeout.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            cancellation.ThrowIfCancellationRequested();
            throw new NotificationException($"{settings.Program} took more than {settings.TimeoutSeconds} seconds and was killed.");
        }

        if (process.ExitCode != 0)
        {
            throw new NotificationException($"{settings.Program} ended with exit code {process.ExitCode}.");
        }
    }

    private static async Task WriteAsync(Process process, string text, CancellationToken cancellation)
    {
        try
        {
            await process.StandardInput.BaseStream.WriteAsync(Encoding.UTF8.GetBytes(text), cancellation).ConfigureAwait(false);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It does not care to read: its exit code says whether all is well.
        }
    }

    private Process Start()
    {
        try
        {
            return Process.Start(new ProcessStartInfo(settings.Program, settings.Arguments)
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                UseShellExecute = false,
            })!;
        }
        catch (Exception failure) when (failure is Win32Exception or IOException)
        {
            throw new NotificationException($"{settings.Program} cannot be started: {failure.Message}", failure);
        }
    }
}
