using System.IO.Abstractions;
using Muutostieto.Audit.Files;
using Muutostieto.PostgreSql;

namespace Muutostieto.Audit.PostgreSql;

/// <summary>A chain in the tables of a PostgreSQL database, with its anchors in a folder: they are its evidence outside of it.</summary>
/// <param name="database">Opened at the first use, and again at the next when that fails.</param>
/// <param name="files">Where the folder is.</param>
/// <param name="folder">The audit folder.</param>
internal class PostgreSqlArchive(Lazy<StoreDatabase> database, IFileSystem files, string folder) : IAuditArchive
{
    /// <summary>The row that notes the chain's end, as messages say it.</summary>
    internal const string Head = "audit.head";

    public string Name => Database.Place;

    public string HeadName => Head;

    /// <summary>It is written with the chain, in one transaction.</summary>
    public bool IsHeadMadeAnew => false;

    public string PayloadNoun => "row";

    private protected StoreDatabase Database => database.Value;

    public string PartName(long first) => ChainRow.Table;

    public string PlaceOf(AuditPayload payload) =>
        $"audit.payload {payload.File}" + (payload.Offset is { } part ? FormattableString.Invariant($" part {part}") : "");

    public NotedHead? ReadHead() =>
        PostgreSqlChainReader.ReadHead(Database) is { } head ? new NotedHead(head, ChainRow.PlaceOf(head.Sequence)) : null;

    public IChainReader ReadChain() => new PostgreSqlChainReader(Database);

    public IPayloadReader ReadPayloads() => new PostgreSqlPayloads(Database.Ask);

    public IReadOnlyList<(string Place, AuditAnchor? Anchor)> ReadAnchors() => AnchorFile.ReadAll(files, folder);

    public ChainLine? Find(long sequence) => Database.Ask(connection => ChainRows.Find(connection, sequence))?.ToLine();

    public bool HasDelivery() => Database.Ask(connection =>
    {
        using var command = new Npgsql.NpgsqlCommand(
            "SELECT EXISTS (SELECT FROM chain WHERE kind = 'delivery' AND kind <> 'interface')", connection);
        return command.ExecuteScalar() is true;
    });
}
