namespace Muutostieto.Hosting.Tests.Notifications;

/// <summary>What a client said to the mail server in one connection. Read while it goes on, too.</summary>
internal sealed class SmtpTalk
{
    private readonly List<string> lines = [];

    /// <summary>Whether it went over to TLS.</summary>
    public bool Encrypted { get; set; }

    /// <summary>The account that was let in; null: none.</summary>
    public string? User { get; set; }

    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (lines)
            {
                return [.. lines];
            }
        }
    }

    public IEnumerable<string> Recipients =>
        Lines.Where(line => line.StartsWith("RCPT", StringComparison.Ordinal)).Select(line => line.Split('<', '>')[1]);

    /// <summary>The message's lines.</summary>
    public IEnumerable<string> Message => Lines.SkipWhile(line => line != "DATA").Skip(1).TakeWhile(line => line != ".");

    public void Add(string line)
    {
        lock (lines)
        {
            lines.Add(line);
        }
    }
}
