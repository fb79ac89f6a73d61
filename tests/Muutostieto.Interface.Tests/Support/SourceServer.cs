using System.Collections.Concurrent;
using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Muutostieto.Interface.Tests.Support;

/// <summary>
/// A source on a port of this machine which answers one call on each connection, as the test says and as no good server would. The last
/// answer is repeated.
/// </summary>
internal sealed class SourceServer : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly ConcurrentQueue<string> calls = [];
    private readonly Queue<Func<Stream, Socket, CancellationToken, Task>> answers;
    private readonly X509Certificate2? certificate;
    private readonly string? client;
    private readonly Task running;

    /// <param name="certificate">The server's; null: without TLS.</param>
    /// <param name="client">The thumbprint of the client certificate that it wants; null: none.</param>
    /// <param name="answers">What it does, call after call.</param>
    internal SourceServer(
        X509Certificate2? certificate,
        string? client,
        params ReadOnlySpan<Func<Stream, Socket, CancellationToken, Task>> answers)
    {
        (this.certificate, this.client, this.answers) = (certificate, client, new Queue<Func<Stream, Socket, CancellationToken, Task>>());
        foreach (var answer in answers)
        {
            this.answers.Enqueue(answer);
        }

        listener.Start();
        running = RunAsync();
    }

    internal SourceServer(params ReadOnlySpan<Func<Stream, Socket, CancellationToken, Task>> answers)
        : this(null, null, answers)
    {
    }

    internal Uri Url =>
        new UriBuilder(certificate is null ? "http" : "https", "localhost", ((IPEndPoint)listener.LocalEndpoint).Port, "/r1/api/v1").Uri;

    /// <summary>Head and body of each call.</summary>
    internal IReadOnlyList<string> Calls => [.. calls];

    internal static Func<Stream, Socket, CancellationToken, Task> Says(int status, string body = "{}", params string[] headers) =>
        (stream, _, token) => WriteAsync(stream, status, Encoding.UTF8.GetByteCount(body), body, headers, token);

    /// <summary>An answer that ends before its length.</summary>
    internal static Func<Stream, Socket, CancellationToken, Task> IsCut(string body) =>
        (stream, _, token) => WriteAsync(stream, 200, body.Length + 10, body, [], token);

    /// <summary>A small answer that becomes so many megabytes of blanks.</summary>
    internal static Func<Stream, Socket, CancellationToken, Task> Unpacks(int megabytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            var blanks = new byte[1 << 20];
            blanks.AsSpan().Fill((byte)' ');
            for (var written = 0; written < megabytes; written++)
            {
                gzip.Write(blanks);
            }
        }

        var body = packed.ToArray();
        return async (stream, _, token) =>
        {
            var length = body.Length.ToString(CultureInfo.InvariantCulture);
            var head = $"HTTP/1.1 200 x\r\nContent-Encoding: gzip\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n";
            await stream.WriteAsync(Encoding.ASCII.GetBytes(head), token).ConfigureAwait(false);
            await stream.WriteAsync(body, token).ConfigureAwait(false);
        };
    }

    internal static Func<Stream, Socket, CancellationToken, Task> IsReset() => (_, socket, _) =>
    {
        socket.LingerState = new LingerOption(true, 0);
        return Task.CompletedTask;
    };

    /// <summary>Nothing more after a part of an answer, or nothing at all.</summary>
    internal static Func<Stream, Socket, CancellationToken, Task> IsSilent(string? part = null) => async (stream, _, token) =>
    {
        if (part is not null)
        {
            await WriteAsync(stream, 200, part.Length + 10, part, [], token).ConfigureAwait(false);
        }

        await Task.Delay(Timeout.Infinite, token).ConfigureAwait(false);
    };

    public void Dispose()
    {
        stop.Cancel();
        listener.Dispose();
        running.ContinueWith(_ => { }, TaskScheduler.Default).Wait();
        stop.Dispose();
    }

    private static async Task WriteAsync(
        Stream stream,
        int status,
        int length,
        string body,
        IEnumerable<string> headers,
        CancellationToken token)
    {
        var head = string.Concat(
            [
                $"HTTP/1.1 {status.ToString(CultureInfo.InvariantCulture)} x\r\n",
                $"Content-Length: {length.ToString(CultureInfo.InvariantCulture)}\r\nConnection: close\r\n",
                .. headers.Select(header => header + "\r\n"),
                "\r\n",
            ]);
        await stream.WriteAsync(Encoding.UTF8.GetBytes(head + body), token).ConfigureAwait(false);
        await stream.FlushAsync(token).ConfigureAwait(false);
    }

    private async Task RunAsync()
    {
        while (!stop.IsCancellationRequested)
        {
            using var socket = await listener.AcceptSocketAsync(stop.Token).ConfigureAwait(false);
            try
            {
                await AnswerAsync(socket).ConfigureAwait(false);
            }
            catch (Exception failure) when (failure is IOException or OperationCanceledException
                or System.Security.Authentication.AuthenticationException)
            {
                // The client went away, or the test is over.
            }
        }
    }

    private async Task AnswerAsync(Socket socket)
    {
        await using var plain = new NetworkStream(socket);
        Stream stream = plain;
        if (certificate is not null)
        {
            var secure = new SslStream(plain, leaveInnerStreamOpen: true, (_, shown, _, _) =>
                client is null || shown?.GetCertHashString() == client);
            await secure.AuthenticateAsServerAsync(
                new SslServerAuthenticationOptions { ServerCertificate = certificate, ClientCertificateRequired = client is not null },
                stop.Token).ConfigureAwait(false);
            stream = secure;
        }

        var call = await ReadAsync(stream).ConfigureAwait(false);
        if (call.Length == 0)
        {
            return;
        }

        calls.Enqueue(call);
        var answer = answers.Count > 1 ? answers.Dequeue() : answers.Peek();
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(stop.Token);
        var answering = answer(stream, socket, gone.Token);
        if (!answering.IsCompleted)
        {
            // A silent answer lasts until the client has gone.
            _ = await Task.WhenAny(answering, stream.ReadAsync(new byte[1], gone.Token).AsTask()).ConfigureAwait(false);
            await gone.CancelAsync().ConfigureAwait(false);
        }

        await answering.ConfigureAwait(false);
    }

    private async Task<string> ReadAsync(Stream stream)
    {
        var text = new StringBuilder();
        var one = new byte[4096];
        while (true)
        {
            var read = await stream.ReadAsync(one, stop.Token).ConfigureAwait(false);
            text.Append(Encoding.UTF8.GetString(one, 0, read));
            var head = text.ToString().IndexOf("\r\n\r\n", StringComparison.Ordinal);
            if (read == 0 || (head >= 0 && text.Length >= head + 4 + LengthOf(text.ToString(0, head))))
            {
                return text.ToString();
            }
        }
    }

    private static int LengthOf(string head) =>
        head.Split("\r\n").Where(line => line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase))
            .Select(line => int.Parse(line[15..], CultureInfo.InvariantCulture)).FirstOrDefault();
}
