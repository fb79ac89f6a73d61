using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Muutostieto.Deliveries.Tests.Notifications;

/// <summary>A small mail server on the loopback: takes one message, or answers as the test wants.</summary>
internal sealed class SmtpServer : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly string greeting;
    private readonly string answerToRecipient;

    public SmtpServer(string greeting = "220 test", string answerToRecipient = "250 ok")
    {
        (this.greeting, this.answerToRecipient) = (greeting, answerToRecipient);
        listener.Start();
        Served = Task.Run(ServeAsync);
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>Everything that the client said.</summary>
    public List<string> Lines { get; } = [];

    public Task Served { get; }

    /// <summary>The message's lines.</summary>
    public IEnumerable<string> Message => Lines.SkipWhile(line => line != "DATA").Skip(1).TakeWhile(line => line != ".");

    public void Dispose() => listener.Dispose();

    private async Task ServeAsync()
    {
        using var client = await listener.AcceptTcpClientAsync();
        using var reader = new StreamReader(client.GetStream(), Encoding.UTF8);
        await using var writer = new StreamWriter(client.GetStream(), new UTF8Encoding(false)) { AutoFlush = true, NewLine = "\r\n" };
        if (greeting.Length > 0)
        {
            await writer.WriteLineAsync(greeting);
        }

        var inMessage = false;
        while (await reader.ReadLineAsync() is { } line)
        {
            Lines.Add(line);
            if (greeting.Length == 0 || (inMessage && line != "."))
            {
                continue;
            }

            await writer.WriteLineAsync(
                line == "DATA" ? "354 go on"
                : line.StartsWith("EHLO", StringComparison.Ordinal) ? "250-test\r\n250 8BITMIME"
                : line.StartsWith("RCPT", StringComparison.Ordinal) ? answerToRecipient
                : line == "QUIT" ? "221 bye"
                : "250 ok");
            inMessage = line == "DATA";
        }
    }
}
