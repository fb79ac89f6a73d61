using System.Globalization;
using Muutostieto.PostgreSql;
using Muutostieto.Records;

namespace Muutostieto.Register.PostgreSql;

/// <summary>
/// The replicas of a register's database. A reader gets one that has reached the key that it needs, each in its turn; all of its questions
/// go to that one. One that lags, does not answer or is no copy is passed over for a while. For all threads at once.
/// </summary>
public sealed class RegisterReplicas
{
    /// <summary>For how long a reader waits for a replica that is behind: streaming replication takes some milliseconds.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly TimeProvider clock;
    private readonly Replica[] replicas;
    private int turn;

    private RegisterReplicas(Replica[] replicas, TimeProvider clock) => (this.replicas, this.clock) = (replicas, clock);

    /// <summary>Those of a connection string that names one host or several (<c>Host=a,b:5433</c>).</summary>
    /// <param name="connectionString">As Npgsql has it. A secret.</param>
    /// <param name="clock">Says for how long one is passed over.</param>
    /// <param name="notice">Gets what changes.</param>
    /// <exception cref="MuutostietoException">Usage: it cannot be read.</exception>
    public static RegisterReplicas Of(string connectionString, TimeProvider clock, Action<ReplicaNotice> notice)
    {
        ArgumentNullException.ThrowIfNull(clock);
        ArgumentNullException.ThrowIfNull(notice);
        return new RegisterReplicas(
            [.. StoreDatabase.EachHost(connectionString).Select(host => new Replica(host, clock, notice))], clock);
    }

    /// <summary>Opens one for reading that has reached a key.</summary>
    /// <param name="primary">The register of which it is to be a copy.</param>
    /// <param name="atLeast">The key, which the register has.</param>
    /// <param name="cancellation">Breaks off the waiting.</param>
    /// <returns>Null: none has reached it.</returns>
    public async ValueTask<IRegister?> OpenAsync(IRegister primary, JournalKey atLeast, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(primary);
        var first = (uint)Interlocked.Increment(ref turn);
        for (var since = clock.GetTimestamp(); ; await Task.Delay(Pause, clock, cancellation).ConfigureAwait(false))
        {
            var isWaitedFor = false;
            for (var i = 0U; i < replicas.Length; i++)
            {
                var replica = replicas[(first + i) % replicas.Length];
                if (replica.TryOpen(primary, atLeast) is { } opened)
                {
                    return opened;
                }

                isWaitedFor |= replica.IsWaitedFor;
            }

            if (!isWaitedFor)
            {
                return null;
            }

            if (clock.GetElapsedTime(since) > Patience)
            {
                var key = atLeast.Value.ToString(CultureInfo.InvariantCulture);
                foreach (var replica in replicas)
                {
                    replica.PassOverWhereBehind($"it had not reached key {key} within {Patience.TotalSeconds} seconds");
                }

                return null;
            }
        }
    }
}
