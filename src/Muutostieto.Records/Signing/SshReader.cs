using System.Buffers.Binary;
using System.Text;

namespace Muutostieto.Records.Signing;

/// <summary>Reads SSH's wire format (RFC 4251): numbers of four bytes, and strings that begin with their length.</summary>
internal ref struct SshReader(ReadOnlySpan<byte> blob)
{
    private ReadOnlySpan<byte> rest = blob;

    internal readonly bool IsAtEnd => rest.IsEmpty;

    /// <exception cref="FormatException">There are fewer bytes.</exception>
    internal ReadOnlySpan<byte> Take(int count)
    {
        if (count > rest.Length)
        {
            throw new FormatException("cut");
        }

        var taken = rest[..count];
        rest = rest[count..];
        return taken;
    }

    /// <exception cref="FormatException">There are fewer bytes.</exception>
    internal uint Number() => BinaryPrimitives.ReadUInt32BigEndian(Take(4));

    /// <exception cref="FormatException">There are fewer bytes.</exception>
    internal ReadOnlySpan<byte> String() =>
        Number() is var length && length <= int.MaxValue ? Take((int)length) : throw new FormatException("cut");

    /// <exception cref="FormatException">There are fewer bytes.</exception>
    internal string Text() => Encoding.UTF8.GetString(String());
}
