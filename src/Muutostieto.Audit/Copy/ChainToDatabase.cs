using System.IO.Abstractions;
using Muutostieto.Audit.Files;
using Muutostieto.Audit.PostgreSql;
using Muutostieto.PostgreSql.Copy;
using Muutostieto.Records;
using Muutostieto.Records.Files;
using Npgsql;
using NpgsqlTypes;

namespace Muutostieto.Audit.Copy;

/// <summary>Copies a chain in files to empty tables. Those who append to the files are kept off until it is disposed of.</summary>
internal sealed class ChainToDatabase : IFolderSource
{
    private readonly FileSystemStream? held;
    private readonly SoundChain source;

    /// <exception cref="MuutostietoException">Transient: another process appends. Integrity: the chain is damaged.</exception>
    internal ChainToDatabase(IFileSystem files, string folder)
    {
        // Nothing is made where there is nothing.
        held = Presence.IsThere(files, folder) ? AuditLock.Acquire(files, folder) : null;
        try
        {
            source = new SoundChain(new FolderArchive(files, folder), files);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public IReadOnlyList<CopiedRows> Write(NpgsqlConnection connection, Action<string, long> report)
    {
        CopiedRows lines, payloads;
        using (var writer = Begin(connection, ChainRow.Columns))
        {
            lines = source.CopyLines(line => Write(writer, ChainRow.Of(line)), report);
            writer.Complete();
        }

        using (var writer = Begin(connection, "payload (name, part, content)"))
        {
            payloads = source.CopyPayloads((payload, content) => Write(writer, payload, content), report);
            writer.Complete();
        }

        if (source.Head is { } head)
        {
            ChainRows.SetHead(connection, head);
        }

        return [lines, payloads, SoundChain.DigestHead(source.Head)];
    }

    public IReadOnlyList<CopiedRows> Read(NpgsqlConnection connection, Action<string, long> report)
    {
        using var reader = new PostgreSqlPayloads(question => question(connection));
        var payloads = source.DigestPayloads(Lines(connection), reader, report);
        return
        [
            SoundChain.DigestLines(Lines(connection), _ => { }, report),
            payloads with { Rows = ChainRows.CountPayloads(connection) },
            SoundChain.DigestHead(ChainRows.ReadHead(connection)),
        ];
    }

    public void Dispose() => held?.Dispose();

    /// <summary>A row that would not be found by what its line says is as good as missing.</summary>
    private static IEnumerable<ChainLine> Lines(NpgsqlConnection connection) =>
        from row in ChainRows.After(0, ask => ask(connection))
        let line = row.ToLine()
        where line.Entry() is { } entry && row.IsOf(entry)
        select line;

    private static NpgsqlBinaryImporter Begin(NpgsqlConnection connection, string columns)
    {
        var writer = connection.BeginBinaryImport($"COPY audit.{columns} FROM STDIN (FORMAT binary)");
        writer.Timeout = TimeSpan.Zero;
        return writer;
    }

    private static void Write(NpgsqlBinaryImporter writer, ChainRow row)
    {
        writer.StartRow();
        writer.Write(row.Sequence, NpgsqlDbType.Bigint);
        writer.Write(row.Kind, NpgsqlDbType.Text);
        if (row.Name is null)
        {
            writer.WriteNull();
        }
        else
        {
            writer.Write(row.Name, NpgsqlDbType.Text);
        }

        writer.Write(row.At, NpgsqlDbType.TimestampTz);
        writer.Write(row.HasPersons, NpgsqlDbType.Boolean);
        writer.Write(row.Line, NpgsqlDbType.Bytea);
    }

    private static void Write(NpgsqlBinaryImporter writer, AuditPayload payload, byte[] content)
    {
        writer.StartRow();
        writer.Write(payload.File, NpgsqlDbType.Text);
        writer.Write(payload.Offset ?? 0, NpgsqlDbType.Bigint);
        writer.Write(content, NpgsqlDbType.Bytea);
    }
}
