namespace Muutostieto.PostgreSql.Copy;

/// <summary>Follows a copy. What it throws ends the copy, of which nothing is left.</summary>
public interface ICopyObserver
{
    /// <summary>Called now and then while rows are copied.</summary>
    /// <param name="store">The store's schema.</param>
    /// <param name="table">Of the store.</param>
    /// <param name="rows">How many of the table so far.</param>
    void Copied(string store, string table, long rows);

    /// <summary>Called once, when all rows are written and are going to be compared.</summary>
    void Written();

    /// <summary>Called now and then while what was written is read again.</summary>
    /// <inheritdoc cref="Copied" path="/param"/>
    void Compared(string store, string table, long rows);
}
