using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Muutostieto.Audit.PostgreSql;
using Muutostieto.PostgreSql.Copy;

namespace Muutostieto.Audit.Copy;

/// <summary>
/// SHA-256 over what is copied of a chain. Of lines it is that of the bytes in their order, and so that of the chain's files one after the
/// other; of payloads, in the order of their entries, that of name and bytes, each after its length, with the part between them.
/// </summary>
/// <param name="table">Which of the tables.</param>
internal sealed class ChainDigest(string table) : IDisposable
{
    internal const string Chain = "chain";
    internal const string Payload = "payload";
    internal const string Head = "head";

    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    internal long Rows { get; private set; }

    internal void Add(ChainLine line)
    {
        hash.AppendData(line.Bytes.Span);
        Rows++;
    }

    internal void Add(AuditPayload payload, ReadOnlySpan<byte> content)
    {
        var name = Encoding.UTF8.GetBytes(payload.File);
        Add(name.Length);
        hash.AppendData(name);
        Add(payload.Offset ?? 0);
        Add(content.Length);
        hash.AppendData(content);
        Rows++;
    }

    internal void Add(AuditHead head)
    {
        hash.AppendData(Encoding.UTF8.GetBytes(FormattableString.Invariant($"{head.Sequence} {head.Hash}\n")));
        Rows++;
    }

    /// <summary>What was added, and then nothing.</summary>
    internal CopiedRows Result() =>
        new(PostgreSqlAudit.Scripts.Schema, table, Rows, Convert.ToHexStringLower(hash.GetHashAndReset()));

    public void Dispose() => hash.Dispose();

    private void Add(long number)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, number);
        hash.AppendData(bytes);
    }
}
