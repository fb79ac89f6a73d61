namespace Muutostieto.Register.PostgreSql;

/// <summary>What becomes of a replica.</summary>
public enum ReplicaUse
{
    /// <summary>It is read.</summary>
    Read,

    /// <summary>It lags further behind than a reader waits.</summary>
    Behind,

    /// <summary>It does not answer.</summary>
    Away,

    /// <summary>Its database is another one, or one that has gone its own way since a restore or a failover.</summary>
    NoCopy,
}
