using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Muutostieto.Records.Signing;

/// <summary>Writes SSH's wire format (RFC 4251).</summary>
internal sealed class SshWriter
{
    private readonly ArrayBufferWriter<byte> blob = new();

    internal int Length => blob.WrittenCount;

    internal SshWriter Raw(ReadOnlySpan<byte> bytes)
    {
        blob.Write(bytes);
        return this;
    }

    internal SshWriter Number(uint number)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, number);
        return Raw(bytes);
    }

    internal SshWriter String(ReadOnlySpan<byte> bytes) => Number((uint)bytes.Length).Raw(bytes);

    internal SshWriter Text(string text) => String(Encoding.UTF8.GetBytes(text));

    internal byte[] ToArray() => blob.WrittenSpan.ToArray();
}
