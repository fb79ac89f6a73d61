using Npgsql;

namespace Muutostieto.Audit.PostgreSql;

/// <summary>Finds entries within one transaction.</summary>
/// <param name="connection">In it.</param>
/// <param name="place">The database, for messages.</param>
internal class PostgreSqlChainLook(NpgsqlConnection connection, string place) : IChainLook
{
    private protected NpgsqlConnection Connection => connection;

    public IReadOnlyList<(AuditHead Head, AuditEntry Entry)> Named(AuditEntryKind kind, string name)
    {
        // The second condition is the index's own.
        using var command = new NpgsqlCommand(
            ChainRows.Columns + "WHERE kind = @kind AND kind <> 'interface' AND name = @name ORDER BY sequence DESC", connection);
        command.Parameters.AddWithValue("kind", ChainRow.KindOf(kind));
        command.Parameters.AddWithValue("name", name);
        return Sure(command);
    }

    public IReadOnlyList<AuditPurge> Purges()
    {
        using var command = new NpgsqlCommand(
            ChainRows.Columns + "WHERE kind = 'purge' AND kind <> 'interface' ORDER BY sequence", connection);
        return [.. Sure(command).Select(purge => purge.Entry.Purge).OfType<AuditPurge>()];
    }

    public IPayloadReader ReadPayloads() => new PostgreSqlPayloads(question => question(connection));

    /// <summary>What a question finds, as the lines say it.</summary>
    private protected List<(AuditHead Head, AuditEntry Entry)> Sure(NpgsqlCommand command)
    {
        var found = new List<(AuditHead, AuditEntry)>();
        foreach (var row in ChainRows.Read(command))
        {
            var line = row.ToLine();
            var entry = line.Entry() is { } read && row.IsOf(read) ? read : throw AuditErrors.NotAsFound(place, row.Sequence);
            found.Add((new AuditHead(entry.Sequence, line.Hash), entry));
        }

        return found;
    }
}
