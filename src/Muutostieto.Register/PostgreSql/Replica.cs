using Muutostieto.PostgreSql;
using Muutostieto.Records;

namespace Muutostieto.Register.PostgreSql;

/// <summary>One replica, and whether it can be read. For all threads at once.</summary>
/// <param name="connectionString">Of one host.</param>
/// <param name="clock">Says for how long it is passed over.</param>
/// <param name="notice">Gets what changes.</param>
internal sealed class Replica(string connectionString, TimeProvider clock, Action<ReplicaNotice> notice)
{
    /// <summary>One that does not answer costs each reader that asks it seconds.</summary>
    private static readonly TimeSpan PassedOver = TimeSpan.FromSeconds(10);

    /// <summary>One that keeps lagging costs readers two seconds at a time; it is asked less and less often, as often as this in the end.
    /// </summary>
    private static readonly TimeSpan LongestPassedOver = TimeSpan.FromMinutes(3);

    /// <summary>That it is a copy is asked so often at most: it takes a look at some thousand entries of both.</summary>
    private static readonly TimeSpan Believed = TimeSpan.FromMinutes(10);

    private readonly Lock gate = new();
    private ReplicaUse use;
    private long? passedOverSince;
    private TimeSpan passedOver = PassedOver;
    private long? behindAt;
    private long? comparedAt;

    /// <summary>Whether it may soon have reached what it had not: it answers, and was not found to lag.</summary>
    internal bool IsWaitedFor
    {
        get
        {
            lock (gate)
            {
                return use == ReplicaUse.Read;
            }
        }
    }

    /// <summary>Opens it.</summary>
    /// <returns>Null: it has not reached the key, or cannot be read.</returns>
    internal IRegister? TryOpen(IRegister primary, JournalKey atLeast)
    {
        if (IsPassedOver())
        {
            return null;
        }

        IRegister? opened = null;
        try
        {
            opened = PostgreSqlRegister.OpenRead(connectionString);
            var head = opened.LatestKey();
            if (NoCopy(opened, head, primary) is { } found)
            {
                PassOver(ReplicaUse.NoCopy, found);
            }
            else if (head >= atLeast)
            {
                Reads();
                var result = opened;
                opened = null;
                return result;
            }
            else if (!IsWaitedFor)
            {
                PassOver(ReplicaUse.Behind, "it still lags");
            }
        }
        catch (MuutostietoException failure)
        {
            PassOver(ReplicaUse.Away, failure.Message.TrimEnd('.'));
        }
        finally
        {
            opened?.Dispose();
        }

        return null;
    }

    /// <summary>A reader has waited for long enough.</summary>
    internal void PassOverWhereBehind(string found)
    {
        if (IsWaitedFor)
        {
            PassOver(ReplicaUse.Behind, found);
        }
    }

    /// <summary>What shows that it is no copy; null when nothing does.</summary>
    private string? NoCopy(IRegister replica, JournalKey head, IRegister primary)
    {
        if (head > primary.LatestKey())
        {
            return $"it has key {head}, which the primary has not";
        }

        lock (gate)
        {
            if (comparedAt is { } at && clock.GetElapsedTime(at) < Believed)
            {
                return null;
            }
        }

        if (RegisterFingerprint.At(replica, head) != RegisterFingerprint.At(primary, head))
        {
            return "it holds another register than the primary";
        }

        lock (gate)
        {
            comparedAt = clock.GetTimestamp();
        }

        return null;
    }

    private bool IsPassedOver()
    {
        lock (gate)
        {
            return passedOverSince is { } since && clock.GetElapsedTime(since) < passedOver;
        }
    }

    private void Reads() => Becomes(ReplicaUse.Read, null, "");

    private void PassOver(ReplicaUse now, string found) => Becomes(now, clock.GetTimestamp(), found);

    private void Becomes(ReplicaUse now, long? since, string found)
    {
        lock (gate)
        {
            passedOverSince = since;
            if (now == ReplicaUse.Behind)
            {
                var isAgain = behindAt is { } last && clock.GetElapsedTime(last) < 2 * LongestPassedOver;
                passedOver = !isAgain ? PassedOver : passedOver * 2 < LongestPassedOver ? passedOver * 2 : LongestPassedOver;
                behindAt = clock.GetTimestamp();
            }
            else if (now != ReplicaUse.Read)
            {
                passedOver = PassedOver;
            }

            if (now is ReplicaUse.Away or ReplicaUse.NoCopy)
            {
                // Whatever it is when it is back.
                comparedAt = null;
            }

            if (use == now)
            {
                return;
            }

            use = now;
        }

        notice(new ReplicaNotice(StoreDatabase.PlaceOf(connectionString), now, found));
    }
}
