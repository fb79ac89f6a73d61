using Muutostieto.PostgreSql;

namespace Muutostieto.Audit.PostgreSql;

/// <summary>
/// Reads the chain in stretches, each of which is a question of its own: no connection is held, and no old state of the database kept,
/// while the lines are looked at.
/// </summary>
/// <param name="database">Where the chain is.</param>
internal sealed class PostgreSqlChainReader(StoreDatabase database) : IChainReader
{
    private readonly List<AuditFinding> findings = [];

    public IEnumerable<AuditFinding> Findings => findings;

    public IEnumerable<string> Notes => [];

    /// <summary>A transaction that broke off has left nothing.</summary>
    public bool IsTorn => false;

    public IEnumerable<ChainPart> Parts() => [new ChainPart(1, ChainRow.Table, Check())];

    public IEnumerable<ChainLine> Lines() => Rows(0).Select(row => row.ToLine());

    public IEnumerable<ChainLine>? LinesAfter(ChainLine last) =>
        database.Ask(connection => ChainRows.Find(connection, last.Position.Offset))?.ToLine().Hash == last.Hash
            ? Rows(last.Position.Offset).Select(row => row.ToLine())
            : null;

    /// <summary>The line that a row of <c>audit.head</c> names; null when there is none.</summary>
    internal static AuditHead? ReadHead(StoreDatabase database) => database.Ask(ChainRows.ReadHead);

    /// <summary>All lines, each compared with the rest of its row, and the one that the head names with it.</summary>
    private IEnumerable<ChainLine> Check()
    {
        var head = ReadHead(database);
        var isEmpty = true;
        foreach (var row in Rows(0))
        {
            isEmpty = false;
            var line = row.ToLine();
            if (line.Entry() is { } entry && !row.IsOf(entry))
            {
                findings.Add(new AuditFinding(
                    row.Sequence,
                    line.Place,
                    "its columns were changed, or its line",
                    "the columns that an entry is found by as its line says"));
            }

            if (row.Sequence == head?.Sequence && line.Hash != head.Hash)
            {
                findings.Add(new AuditFinding(
                    row.Sequence,
                    line.Place,
                    $"it has the hash {line.Hash[..12]}…",
                    $"{head.Hash[..12]}…, which {PostgreSqlArchive.Head} has"));
            }

            yield return line;
        }

        // An entry may have been the first since.
        if (!isEmpty && head is null && ReadHead(database) is null)
        {
            findings.Add(new AuditFinding(null, PostgreSqlArchive.Head, "it is missing", "number and hash of the last entry"));
        }
    }

    private IEnumerable<ChainRow> Rows(long after) => ChainRows.After(after, database.Ask);
}
