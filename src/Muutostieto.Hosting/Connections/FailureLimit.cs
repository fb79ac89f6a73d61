namespace Muutostieto.Hosting.Connections;

/// <summary>
/// Counts wrong passwords by the minute, as each costs the machine some tenths of a second: of a user from one source, of a source, and of
/// all together. Users and sources share a fixed number of counters, so that made-up ones neither fill the memory nor behave otherwise than
/// those that there are. For all threads at once.
/// </summary>
internal sealed class FailureLimit(TimeProvider clock)
{
    internal const int MostOfAUser = 10;
    internal const int MostOfASource = 60;

    /// <summary>Several sources at their limit: one alone keeps no password of others from being looked at.</summary>
    internal const int MostOfAll = 240;

    private const int Counters = 256;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly Lock gate = new();
    private readonly int[] ofUsers = new int[Counters];
    private readonly int[] ofSources = new int[Counters];
    private DateTimeOffset since = clock.GetUtcNow();
    private int all;

    /// <summary>How long passwords are not looked at; null when they are.</summary>
    /// <param name="user">A number made of user and source in a way that only this process knows.</param>
    /// <param name="source">The same of the source.</param>
    public TimeSpan? WaitOf(int user, int source)
    {
        lock (gate)
        {
            Renew();
            return ofUsers[IndexOf(user)] >= MostOfAUser || ofSources[IndexOf(source)] >= MostOfASource || all >= MostOfAll
                ? since + Window - clock.GetUtcNow()
                : null;
        }
    }

    public void Failed(int user, int source)
    {
        lock (gate)
        {
            Renew();
            ofUsers[IndexOf(user)]++;
            ofSources[IndexOf(source)]++;
            all++;
        }
    }

    private static int IndexOf(int number) => (int)((uint)number % Counters);

    private void Renew()
    {
        var now = clock.GetUtcNow();
        if (now - since >= Window || now < since)
        {
            Array.Clear(ofUsers);
            Array.Clear(ofSources);
            (since, all) = (now, 0);
        }
    }
}
