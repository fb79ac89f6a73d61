using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Muutostieto.Deliveries.Tests.Notifications;

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

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>What was said in each connection, in the order in which they were made.</summary>
    public IReadOnlyList<SmtpTalk> Talks => [.. talks];

    /// <summary>The addresses that were sent a message, in order.</summary>
    public IEnumerable<string> Reached => Talks.Where(talk => talk.Message.Any()).SelectMany(talk => talk.Recipients).Except(Refused).Order(StringComparer.Ordinal);

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
        using var reader = new StreamReader(client.GetStream(), Encoding.UTF8);
        await using var writer = new StreamWriter(client.GetStream(), new UTF8Encoding(false)) { AutoFlush = true, NewLine = "\r\n" };
        if (greeting.Length > 0)
        {
            await writer.WriteLineAsync(greeting);
        }

        var inMessage = false;
        while (await reader.ReadLineAsync() is { } line)
        {
            talk.Add(line);
            if (greeting.Length == 0 || (inMessage && line != "."))
            {
                continue;
            }

            await writer.WriteLineAsync(
                line == "DATA" ? "354 go on"
                : line.StartsWith("EHLO", StringComparison.Ordinal) ? "250-test\r\n250 8BITMIME"
                : line.StartsWith("RCPT", StringComparison.Ordinal) ? Refused.Any(line.Contains) ? $"550 {line[8..]} is nobody" : answerToRecipient
                : line == "QUIT" ? "221 bye"
                : "250 ok");
            inMessage = line == "DATA";
        }
    }
}
