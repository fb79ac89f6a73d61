namespace Muutostieto.Hosting.Status;

/// <summary>What an operator must see to. In the order in which it matters.</summary>
public enum AlertKind
{
    /// <summary>The configuration's files are not right; what was in force before is still so, or nothing is.</summary>
    Configuration,

    /// <summary>The data folder is missing, not readable, or on a file system that is read-only.</summary>
    Data,

    /// <summary>The clock contradicts what was run and delivered, and no run starts.</summary>
    Clock,

    /// <summary>In production, there is no key that can sign manifests, and no run starts.</summary>
    Signing,

    /// <summary>The ledger is missing or cannot be read.</summary>
    Ledger,

    /// <summary>The register is missing or cannot be read.</summary>
    Register,

    /// <summary>A delivery does not continue the one before it, or the register is older than the ledger.</summary>
    Chain,

    /// <summary>A delivery is in its drop unanswered and discloses more than is allowed since an order was entered or a right
    /// revoked.</summary>
    Overtaken,

    /// <summary>Non-disclosure orders are held for persons missing from the register.</summary>
    OrderHeld,

    /// <summary>The last import into the register failed.</summary>
    ImportFailed,

    /// <summary>A fed register has had no import for longer than the settings allow.</summary>
    FeedQuiet,

    /// <summary>Change files of the register's feed are missing by their running numbers.</summary>
    FeedGap,

    /// <summary>A permit, or a whole run, failed when it was last tried.</summary>
    Failed,

    /// <summary>A recipient could not load a delivery.</summary>
    Refused,

    /// <summary>A recipient has answered with a receipt that cannot be understood.</summary>
    Unclear,

    /// <summary>A recipient has not fetched a delivery in time.</summary>
    Overdue,

    /// <summary>A recipient has fetched nothing over the interface for a long time.</summary>
    NotFetched,

    /// <summary>The log cannot be written, and what runs do is not recorded in it.</summary>
    Log,

    /// <summary>In production, the data folder or one above it is open to other users of the machine.</summary>
    Exposed,

    /// <summary>A delivery is long due and no run has made it: nothing wakes the program.</summary>
    Missed,
}
