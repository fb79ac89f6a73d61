namespace Muutostieto.Records;

/// <summary>How something ended, by what has to be done about it. What a shell or a client sees of it is decided at the edge.</summary>
public enum FailureKind
{
    /// <summary>No failure: done, or nothing was due.</summary>
    None,

    /// <summary>An error that is neither the user's nor passing: disk, rights, clock, an account that is not accepted.</summary>
    Fault,

    /// <summary>What was asked for or configured is wrong; nothing was done.</summary>
    Usage,

    /// <summary>Some permits failed, the others were served; or one delivery has to be seen to.</summary>
    Partial,

    /// <summary>A passing obstacle (drop unreachable, register locked): the same again later may succeed.</summary>
    Transient,

    /// <summary>A recipient has not fetched a delivery in time, or the register's feed needs attention.</summary>
    Overdue,

    /// <summary>Something recorded and something found do not agree.</summary>
    Integrity,
}
