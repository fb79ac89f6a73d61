using Muutostieto.Records;

namespace Muutostieto.PostgreSql;

/// <summary>The steps by which failures of a database are put right.</summary>
public abstract record StoreRemedy : Remedy
{
    private StoreRemedy()
    {
    }

    /// <summary>Bring the tables in the database up to this program's version.</summary>
    public sealed record Migrate : StoreRemedy;

    /// <summary>Give the roles of the database their rights.</summary>
    public sealed record Grant : StoreRemedy;
}
