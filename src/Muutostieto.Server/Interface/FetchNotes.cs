using Microsoft.Extensions.Logging;
using Muutostieto.Hosting.Status;
using Muutostieto.Interface.Calls;
using Muutostieto.Records;

namespace Muutostieto.Server.Interface;

/// <summary>
/// Remembers what each connection has fetched, and writes it down now and then: what the last seconds before a crash had is lost. For all
/// threads at once.
/// </summary>
internal sealed class FetchNotes(ConnectionMemoryPlace place, TimeProvider clock, ILogger log)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, ConnectionMemory> known = new(Remembered(place, log), StringComparer.Ordinal);
    private bool isChanged;

    /// <summary>Notes from when on connections could fetch.</summary>
    internal void Serve(IEnumerable<string> users)
    {
        lock (gate)
        {
            foreach (var user in users)
            {
                isChanged |= known.TryAdd(user, new ConnectionMemory(clock.GetUtcNow(), null, null));
            }
        }
    }

    /// <summary>Notes an answer with persons or their changes.</summary>
    internal void Fetched(string user, CallReport report)
    {
        lock (gate)
        {
            var now = clock.GetUtcNow();
            var before = known.GetValueOrDefault(user) ?? new ConnectionMemory(now, null, null);
            known[user] = before with { LastFetch = now, LastKey = report.From is null ? before.LastKey : report.Key };
            isChanged = true;
        }
    }

    /// <summary>Writes down what has changed.</summary>
    internal void Save()
    {
        Dictionary<string, ConnectionMemory> copy;
        lock (gate)
        {
            if (!isChanged)
            {
                return;
            }

            (copy, isChanged) = (new(known), false);
        }

        try
        {
            place.Write(copy);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or MuutostietoException)
        {
            log.LogWarning("Interface: what connections have fetched cannot be written down ({Failure})", failure.Message);
            lock (gate)
            {
                isChanged = true;
            }
        }
    }

    /// <summary>A database that is away now may be back when there is something to write down; it keeps what it knows.</summary>
    private static IReadOnlyDictionary<string, ConnectionMemory> Remembered(ConnectionMemoryPlace place, ILogger log)
    {
        try
        {
            return place.Read();
        }
        catch (MuutostietoException failure) when (failure.Kind == FailureKind.Transient)
        {
            log.LogWarning("Interface: what connections have fetched cannot be read ({Failure})", failure.Message);
            return new Dictionary<string, ConnectionMemory>();
        }
    }
}
