using System.Buffers.Binary;

namespace Muutostieto.Records.Reconciliation;

/// <summary>
/// Hashes added up as numbers of 256 bits, modulo 2^256: the same whatever the order, and another when one is missing, altered or there
/// twice.
/// </summary>
internal sealed class DigestSum
{
    private const int Words = 4;
    private readonly ulong[] words = new ulong[Words];

    /// <summary>Adds a hash of 32 bytes, its first byte the highest.</summary>
    internal void Add(ReadOnlySpan<byte> hash)
    {
        UInt128 carry = 0;
        for (var word = Words - 1; word >= 0; word--)
        {
            carry += (UInt128)words[word] + BinaryPrimitives.ReadUInt64BigEndian(hash[(word * 8)..]);
            words[word] = (ulong)carry;
            carry >>= 64;
        }
    }

    /// <summary>64 lowercase hex digits, the highest first.</summary>
    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[Words * 8];
        for (var word = 0; word < Words; word++)
        {
            BinaryPrimitives.WriteUInt64BigEndian(bytes[(word * 8)..], words[word]);
        }

        return Convert.ToHexStringLower(bytes);
    }
}
