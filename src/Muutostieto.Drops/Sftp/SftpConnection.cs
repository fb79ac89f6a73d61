using System.Net.Sockets;
using Muutostieto.Records;
using Muutostieto.Records.Files;
using Renci.SshNet;
using Renci.SshNet.Common;

namespace Muutostieto.Drops.Sftp;

/// <summary>
/// One connection, with a limit on the time of each step and of all together. The library blocks in places and waits without end in others:
/// steps run on threads of their own, and one that does not come back is left behind with its connection.
/// </summary>
internal sealed class SftpConnection : IAsyncDisposable
{
    /// <summary>How long a step that was cancelled may take to end, so that the connection can be used to clean up; and closing.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    /// <summary>How long it may take to remove what was uploaded: what is on its way is taken first.</summary>
    private static readonly TimeSpan CleanUp = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan PauseBeforeSecond = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan ShortestKeepAlive = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestKeepAlive = TimeSpan.FromSeconds(15);
    private const int KeepAlivesInLimit = 4;

    private readonly SftpClient client;
    private readonly SftpDropSettings settings;
    private readonly SftpErrors errors;
    private readonly TimeProvider time;
    private readonly CancellationTokenSource whole;
    private TimeSpan wholeLimit;
    private bool isSilent;

    private SftpConnection(SftpClient client, SftpDropSettings settings, SftpErrors errors, TimeProvider time)
    {
        (this.client, this.settings, this.errors, this.time) = (client, settings, errors, time);
        wholeLimit = settings.TotalLimit(0);
        whole = new CancellationTokenSource(wholeLimit, time);
    }

    /// <summary>Connects and logs in, once the server has shown the host key that the settings name.</summary>
    /// <exception cref="MuutostietoException">A setting is wrong, the server cannot be reached, is another one, or refuses the
    /// account.</exception>
    public static async Task<SftpConnection> OpenAsync(
        string drop, SftpDropSettings settings, SftpErrors errors, TimeProvider time, CancellationToken cancellation)
    {
        var pin = ReadPin(drop, settings);
        var methods = new SftpCredentials(drop, settings).Read();
        return await TryOpenAsync(settings, methods, pin, errors, time, isLast: false, cancellation).ConfigureAwait(false)
            ?? (await TryOpenAsync(settings, methods, pin, errors, time, isLast: true, cancellation).ConfigureAwait(false))!;
    }

    /// <summary>Reads what <see cref="OpenAsync"/> reads before it connects.</summary>
    /// <exception cref="MuutostietoException">Usage: a setting is wrong.</exception>
    internal static void RequireFiles(string drop, SftpDropSettings settings)
    {
        _ = ReadPin(drop, settings);
        foreach (var method in new SftpCredentials(drop, settings).Read())
        {
            method.Dispose();
        }
    }

    /// <summary>The only place that makes a client, so that none is without the check of the host key.</summary>
    internal static SftpClient MakeClient(SftpDropSettings settings, IReadOnlyList<AuthenticationMethod> methods, HostKeyCheck check)
    {
        var info = new ConnectionInfo(settings.Host, settings.Port, settings.User, [.. methods]) { Timeout = settings.ConnectLimit };
        SftpAlgorithms.Restrict(info, check.KnownKeyTypes);
        var keepAlive = settings.OperationLimit / KeepAlivesInLimit;
        var client = new SftpClient(info)
        {
            OperationTimeout = settings.OperationLimit,
            KeepAliveInterval = keepAlive < ShortestKeepAlive ? ShortestKeepAlive : keepAlive > LongestKeepAlive ? LongestKeepAlive
                : keepAlive,
        };
        client.HostKeyReceived += check.Check;
        return client;
    }

    /// <summary>From now on there is time for as many bytes too.</summary>
    public void AllowFor(long bytes)
    {
        wholeLimit = settings.TotalLimit(bytes);
        whole.CancelAfter(wholeLimit);
    }

    /// <summary>Does one step.</summary>
    /// <param name="step">What to do.</param>
    /// <param name="explain">Its failure in the user's words.</param>
    /// <param name="cancellation">Ends it.</param>
    public Task<T> RunAsync<T>(Func<ISftpClient, CancellationToken, Task<T>> step, Func<Exception, MuutostietoException> explain,
        CancellationToken cancellation) =>
        RunAsync((client, token) => step(client, token), explain, null, settings.OperationLimit, cancellation);

    /// <summary>
    /// Does a step that sends much. As long as the server takes it, it may last; without progress within the limit of one operation it
    /// ends: when nothing is taken any more, the library blocks in its socket without an end.
    /// </summary>
    /// <param name="step">What to do; it is given what to report each progress with.</param>
    /// <param name="explain">Its failure in the user's words.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task SendAsync(Func<ISftpClient, Action, CancellationToken, Task> step, Func<Exception, MuutostietoException> explain,
        CancellationToken cancellation)
    {
        using var stall = new CancellationTokenSource(settings.OperationLimit, time);
        var last = time.GetTimestamp();
        await RunAsync(
            async (client, token) =>
            {
                await step(client, Progressed, token).ConfigureAwait(false);
                return true;
            },
            explain,
            stall,
            settings.OperationLimit,
            cancellation).ConfigureAwait(false);

        void Progressed()
        {
            // Every answer of the server comes here: setting the time costs more than looking at it.
            if (time.GetElapsedTime(Interlocked.Read(ref last)) < settings.OperationLimit / 20)
            {
                return;
            }

            try
            {
                Interlocked.Exchange(ref last, time.GetTimestamp());
                stall.CancelAfter(settings.OperationLimit);
            }
            catch (ObjectDisposedException)
            {
                // A late answer to what was left behind.
            }
        }
    }

    /// <summary>
    /// Does what is only good to have, within a short time and whatever was cancelled; nothing when the connection is lost or the server
    /// silent.
    /// </summary>
    public async Task TryAsync(Func<ISftpClient, CancellationToken, Task> step)
    {
        using var soon = new CancellationTokenSource(CleanUp, time);
        try
        {
            if (!isSilent && client.IsConnected)
            {
                await Task.Run(() => step(client, soon.Token), CancellationToken.None).WaitAsync(soon.Token).ConfigureAwait(false);
            }
        }
        catch (Exception failure) when (
            failure is OperationCanceledException or MuutostietoException or SshException or InvalidOperationException or IOException
                or SocketException)
        {
            // The failure that led here is the one to report.
        }
    }

    public async ValueTask DisposeAsync()
    {
        whole.Dispose();
        var closing = Task.Run(client.Dispose);
        await Task.WhenAny(closing, Task.Delay(Grace)).ConfigureAwait(false);
        _ = closing.ContinueWith(
            closed => closed.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
    }

    private async Task<T> RunAsync<T>(
        Func<SftpClient, CancellationToken, Task<T>> step, Func<Exception, MuutostietoException> explain, CancellationTokenSource? deadline,
            TimeSpan limit, CancellationToken cancellation)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(
            deadline?.Token ?? CancellationToken.None, whole.Token, cancellation);
        var running = Task.Run(() => step(client, either.Token), CancellationToken.None);
        try
        {
            return await running.WaitAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAny(running, Task.Delay(Grace, CancellationToken.None)).ConfigureAwait(false);
            _ = running.ContinueWith(
                left => left.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
            cancellation.ThrowIfCancellationRequested();
            isSilent = true;
            throw errors.TooSlow(deadline?.IsCancellationRequested == true ? limit : wholeLimit);
        }
        catch (SshOperationTimeoutException)
        {
            isSilent = true;
            throw errors.TooSlow(limit);
        }
        catch (Exception failure) when (failure is not (MuutostietoException or FetchLimitException or OutOfMemoryException))
        {
            throw explain(failure);
        }
    }

    /// <returns>
    /// Null when the account was let in and found no SFTP: as one that is misconfigured looks, and one that is just being stopped, which is
    /// not there soon after.
    /// </returns>
    private static async Task<SftpConnection?> TryOpenAsync(
        SftpDropSettings settings, IReadOnlyList<AuthenticationMethod> methods, HostKeyPin pin, SftpErrors errors, TimeProvider time,
            bool isLast, CancellationToken cancellation)
    {
        var (check, isLost, isWithoutSftp) = (new HostKeyCheck(pin), false, false);
        var connection = new SftpConnection(MakeClient(settings, methods, check), settings, errors, time);
        connection.client.ErrorOccurred += (_, _) => isLost = true;
        try
        {
            using var deadline = new CancellationTokenSource(settings.ConnectLimit, time);
            await connection.RunAsync(ConnectAsync, Explain, deadline, settings.ConnectLimit, cancellation).ConfigureAwait(false);

            // From here on it is what a stalled upload may wait for the server to take more.
            connection.client.ConnectionInfo.Timeout = settings.OperationLimit;
            return connection;
        }
        catch (MuutostietoException) when (isWithoutSftp && !isLast)
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            await Task.Delay(PauseBeforeSecond, time, cancellation).ConfigureAwait(false);
            return null;
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }

        MuutostietoException Explain(Exception failure)
        {
            isWithoutSftp = connection.client.ConnectionInfo.IsAuthenticated && !isLost && failure.GetType() == typeof(SshException);
            return errors.NotConnected(failure, check, isWithoutSftp);
        }
    }

    private static async Task<bool> ConnectAsync(SftpClient client, CancellationToken cancellation)
    {
        await client.ConnectAsync(cancellation).ConfigureAwait(false);
        return true;
    }

    private static HostKeyPin ReadPin(string drop, SftpDropSettings settings)
    {
        try
        {
            return HostKeyPin.Of(settings);
        }
        catch (Exception failure) when (DiskFailure.Is(failure))
        {
            throw new MuutostietoException(
                FailureKind.Usage, $"drop {drop}: knownHostsFile {settings.KnownHostsFile} is missing or cannot be read, expected the "
                    + $"server's host key in known_hosts form. Put it there, or correct the setting.", failure);
        }
    }
}
