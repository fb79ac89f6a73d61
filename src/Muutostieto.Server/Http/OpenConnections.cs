using Microsoft.AspNetCore.Connections;

namespace Muutostieto.Server.Http;

/// <summary>
/// The connections that are open, the oldest first. When there are too many, the oldest of those that have asked nothing goes:
/// connecting alone keeps no other client waiting.
/// </summary>
internal sealed class OpenConnections
{
    internal const int Most = 256;

    private readonly Lock gate = new();
    private readonly LinkedList<ConnectionContext> idle = [];
    private readonly Dictionary<string, LinkedListNode<ConnectionContext>> known = [];

    /// <summary>Serves a connection for as long as it lasts.</summary>
    internal async Task RunAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        Add(connection)?.Abort();
        try
        {
            await next(connection).ConfigureAwait(false);
        }
        finally
        {
            Remove(connection.ConnectionId);
        }
    }

    /// <summary>A whole question has come by the connection; it is answered before the connection may go.</summary>
    internal void Asked(string id)
    {
        lock (gate)
        {
            if (known.TryGetValue(id, out var node) && node.List is not null)
            {
                idle.Remove(node);
            }
        }
    }

    /// <summary>Its answer has been given.</summary>
    internal void Answered(string id)
    {
        lock (gate)
        {
            if (known.TryGetValue(id, out var node) && node.List is null)
            {
                idle.AddLast(node);
            }
        }
    }

    /// <returns>The connection that has to go.</returns>
    private ConnectionContext? Add(ConnectionContext connection)
    {
        lock (gate)
        {
            var oldest = known.Count >= Most ? idle.First : null;
            if (oldest is not null)
            {
                idle.Remove(oldest);
                known.Remove(oldest.Value.ConnectionId);
            }

            known.Add(connection.ConnectionId, idle.AddLast(connection));
            return oldest?.Value;
        }
    }

    private void Remove(string id)
    {
        lock (gate)
        {
            if (known.Remove(id, out var node) && node.List is not null)
            {
                idle.Remove(node);
            }
        }
    }
}
