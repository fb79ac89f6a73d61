namespace Muutostieto.PostgreSql;

/// <summary>The parts of the program that can each have a login of their own in the database, beside the owner of the tables.</summary>
public enum StoreRole
{
    /// <summary>What writes the register: imports, the feed, entries by date.</summary>
    Register,

    /// <summary>What makes deliveries, and all the rest: reads the register, writes ledger and audit chain.</summary>
    Deliveries,

    /// <summary>The answers of the interface: read the register, append to the audit chain.</summary>
    Interface,
}
