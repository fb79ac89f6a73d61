using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;

namespace Muutostieto.Hosting.Tests.Notifications;

/// <summary>A small mail server on the loopback: takes messages, or answers as the test wants.</summary>
internal sealed class SmtpServer : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly string greeting;
    private readonly string answerToRecipient;
    private readonly ConcurrentQueue<SmtpTalk> talks = [];

    public SmtpServer(string greeting = "220 test", string answerToRecipient = "250 ok")
    {
        (this.greeting, this.answerToRecipient) = (greeting, answerToRecipient);
        listener.Start();
        Served = Task.Run(ServeAsync);
    }

    /// <summary>Addresses that it refuses.</summary>
    public ConcurrentBag<string> Refused { get; } = [];

    /// <summary>Certificate for STARTTLS, or for TLS from the first byte; null: neither.</summary>
    public SmtpCertificate? Certificate { get; init; }

    /// <summary>TLS from the first byte.</summary>
    public bool Implicit { get; init; }

    /// <summary>The way of login that it offers: PLAIN or LOGIN; null: none.</summary>
    public string? Login { get; init; }

    /// <summary>The command at which it closes the connection without an answer.</summary>
    public string? ClosesAt { get; init; }

    /// <summary>The account that it lets in.</summary>
    public (string User, string Password) Account { get; init; } = ("tili", "sala sana");

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>What was said in each connection, in the order in which they were made.</summary>
    public IReadOnlyList<SmtpTalk> Talks => [.. talks];

    /// <summary>The addresses that were sent a message, in order.</summary>
    public IEnumerable<string> Reached =>
        Talks.Where(talk => talk.Message.Any()).SelectMany(talk => talk.Recipients).Except(Refused).Order(StringComparer.Ordinal);

    /// <summary>The first connection has been served to its end.</summary>
    public Task Served { get; }

    public void Dispose() => listener.Dispose();

    private async Task ServeAsync()
    {
        var first = await listener.AcceptTcpClientAsync();
        var others = Task.Run(async () =>
        {
            while (true)
            {
                var next = await listener.AcceptTcpClientAsync();
                _ = Task.Run(() => ServeAsync(next));
            }
        });
        _ = others.ContinueWith(ended => ended.Exception, TaskScheduler.Default);
        await ServeAsync(first);
    }

    private async Task ServeAsync(TcpClient connection)
    {
        var talk = new SmtpTalk();
        talks.Enqueue(talk);
        using var client = connection;
        Stream stream = client.GetStream();
        try
        {
            stream = Implicit ? await EncryptAsync(stream, talk) : stream;
            await WriteAsync(stream, greeting);
            await AnswerAsync(stream, talk);
        }
        catch (Exception failure) when (failure is IOException or AuthenticationException)
        {
            // The client went away: a test that expects otherwise sees no message.
        }
        finally
        {
            await stream.DisposeAsync();
        }
    }

    private async Task AnswerAsync(Stream stream, SmtpTalk talk)
    {
        var reader = new StreamReader(stream, Encoding.UTF8);
        var inMessage = false;
        while (await reader.ReadLineAsync() is { } line)
        {
            talk.Add(line);
            if (ClosesAt is not null && line.StartsWith(ClosesAt, StringComparison.Ordinal))
            {
                return;
            }

            if (greeting.Length == 0 || (inMessage && line != "."))
            {
                continue;
            }

            if (line.StartsWith("AUTH", StringComparison.Ordinal))
            {
                await LogInAsync(stream, reader, talk, line);
                continue;
            }

            await WriteAsync(stream, Answer(line, talk));
            if (line == "STARTTLS" && Certificate is not null)
            {
                stream = await EncryptAsync(stream, talk);
                reader = new StreamReader(stream, Encoding.UTF8);
            }

            inMessage = line == "DATA";
        }
    }

    private string Answer(string line, SmtpTalk talk) =>
        line == "DATA" ? "354 go on"
        : line == "STARTTLS" ? Certificate is null ? "502 unknown" : "220 go on"
        : line.StartsWith("EHLO", StringComparison.Ordinal) ? Offer(talk)
        : line.StartsWith("MAIL", StringComparison.Ordinal) && Login is not null && talk.User is null ? "530 log in"
        : line.StartsWith("RCPT", StringComparison.Ordinal) ? Refused.Any(line.Contains) ? $"550 {line[8..]} is nobody" : answerToRecipient
        : line == "QUIT" ? "221 bye"
        : "250 ok";

    private string Offer(SmtpTalk talk) =>
        "250-test\r\n"
        + (Certificate is not null && !talk.Encrypted ? "250-STARTTLS\r\n" : "")
        + (Login is null ? "" : $"250-AUTH {Login}\r\n")
        + "250 8BITMIME";

    private async Task LogInAsync(Stream stream, StreamReader reader, SmtpTalk talk, string line)
    {
        var words = line.Split(' ');
        var given = words[1] == "PLAIN"
            ? Decode(words.Length > 2 ? words[2] : await AskAsync("")).Split('\0')[1..]
            : [Decode(words.Length > 2 ? words[2] : await AskAsync("VXNlcm5hbWU6")), Decode(await AskAsync("UGFzc3dvcmQ6"))];
        talk.User = (given[0], given[1]) == Account ? given[0] : null;
        await WriteAsync(stream, talk.User is null ? $"535 {given[0]} {given[1]} is wrong" : "235 welcome");

        async Task<string> AskAsync(string question)
        {
            await WriteAsync(stream, "334 " + question);
            return await reader.ReadLineAsync() ?? "";
        }
    }

    private async Task<Stream> EncryptAsync(Stream stream, SmtpTalk talk)
    {
        var encrypted = new SslStream(stream);
        await encrypted.AuthenticateAsServerAsync(Certificate!.OfServer);
        talk.Encrypted = true;
        return encrypted;
    }

    private static string Decode(string text) => Encoding.UTF8.GetString(Convert.FromBase64String(text));

    private static async Task WriteAsync(Stream stream, string line)
    {
        if (line.Length > 0)
        {
            await stream.WriteAsync(Encoding.UTF8.GetBytes(line + "\r\n"));
        }
    }
}
