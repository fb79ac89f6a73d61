using Muutostieto.Records;
using Npgsql;

namespace Muutostieto.PostgreSql.Copy;

/// <summary>A folder that is copied from, to which nothing is written until it is disposed of.</summary>
public interface IFolderSource : IDisposable
{
    /// <summary>Copies to empty tables.</summary>
    /// <param name="connection">In the transaction of the copy. Its search path is another store's.</param>
    /// <param name="report">Called for each row with table and count. What it throws ends the copy.</param>
    /// <returns>What was copied, table by table.</returns>
    /// <exception cref="MuutostietoException">Integrity: the folder is damaged.</exception>
    IReadOnlyList<CopiedRows> Write(NpgsqlConnection connection, Action<string, long> report);

    /// <summary>Reads again what was written.</summary>
    /// <inheritdoc cref="Write" path="/param"/>
    /// <returns>The same, unless what is there is not what was copied.</returns>
    IReadOnlyList<CopiedRows> Read(NpgsqlConnection connection, Action<string, long> report);
}
