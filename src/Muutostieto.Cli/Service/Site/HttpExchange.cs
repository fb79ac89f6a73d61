using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Muutostieto.Cli.Service.Site;

/// <summary>
/// One question and its answer, after which the connection ends: all of HTTP that a page for looking needs. A question has only its head; what comes after it is thrown away. Whoever is slow
/// or says too much is let go.
/// </summary>
/// <remarks>
/// Measured against what the framework has: its HttpListener gave an empty answer once in a few hundred where one connection carried several questions, and ASP.NET Core takes 11 MB and brings a second
/// framework to the start of every command.
/// </remarks>
internal static class HttpExchange
{
    private const int LongestHead = 16 * 1024;
    private const int MostThrownAway = 64 * 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    internal static async Task RunAsync(Socket client, Func<SiteRequest, CancellationToken, Task<SiteAnswer>> answer, CancellationToken stopping)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        patience.CancelAfter(Patience);
        try
        {
            client.NoDelay = true;
            var buffer = new byte[LongestHead];
            var head = await ReadHeadAsync(client, buffer, patience.Token).ConfigureAwait(false);
            if (head is { Length: 0 })
            {
                return;
            }

            var request = head is null ? null : HttpHead.Parse(head);
            var answered = head is null ? SiteAnswer.Plain(431, "The request's head is too long.")
                : request is null ? SiteAnswer.Plain(400, "This is no request that can be read.")
                : await answer(request, patience.Token).ConfigureAwait(false);
            await SendAsync(client, answered, withBody: request?.Method != "HEAD", patience.Token).ConfigureAwait(false);
            await EndAsync(client, buffer, patience.Token).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is SocketException or OperationCanceledException or IOException)
        {
            // Whoever asked has gone, or was let go.
        }
    }

    /// <summary>The bytes up to the empty line as text; empty when the other side ends before it, null when they are too many.</summary>
    private static async Task<string?> ReadHeadAsync(Socket client, byte[] buffer, CancellationToken cancellation)
    {
        for (var length = 0; length < buffer.Length;)
        {
            var read = await client.ReceiveAsync(buffer.AsMemory(length), cancellation).ConfigureAwait(false);
            if (read == 0)
            {
                return "";
            }

            length += read;
            var end = buffer.AsSpan(0, length).IndexOf("\r\n\r\n"u8);
            if (end >= 0)
            {
                return Encoding.Latin1.GetString(buffer, 0, end);
            }
        }

        return null;
    }

    private static async Task SendAsync(Socket client, SiteAnswer answer, bool withBody, CancellationToken cancellation)
    {
        var body = answer.Body;
        var head = new StringBuilder().Append(CultureInfo.InvariantCulture, $"HTTP/1.1 {answer.Status} {ReasonOf(answer.Status)}\r\n")
            .Append(CultureInfo.InvariantCulture, $"Content-Type: {answer.ContentType}\r\nContent-Length: {body.Length}\r\nConnection: close\r\n");
        foreach (var (name, value) in SiteAnswer.Headers)
        {
            head.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        }

        head.Append(answer.Status == 405 ? "Allow: GET, HEAD\r\n\r\n" : "\r\n");
        byte[] all = [.. Encoding.ASCII.GetBytes(head.ToString()), .. withBody ? body : []];
        for (var sent = 0; sent < all.Length;)
        {
            sent += await client.SendAsync(all.AsMemory(sent), cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Says that this was all, and waits until the other side has it: closing on what it still sends would take the answer from it.</summary>
    private static async Task EndAsync(Socket client, byte[] buffer, CancellationToken cancellation)
    {
        client.Shutdown(SocketShutdown.Send);
        for (var thrownAway = 0; thrownAway < MostThrownAway;)
        {
            var read = await client.ReceiveAsync(buffer, cancellation).ConfigureAwait(false);
            if (read == 0)
            {
                return;
            }

            thrownAway += read;
        }
    }

    private static string ReasonOf(int status) => status switch
    {
        200 => "OK",
        400 => "Bad Request",
        404 => "Not Found",
        405 => "Method Not Allowed",
        421 => "Misdirected Request",
        431 => "Request Header Fields Too Large",
        500 => "Internal Server Error",
        503 => "Service Unavailable",
        _ => "Answer",
    };
}
