using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Muutostieto.Extracts.Sampling;

/// <summary>
/// The secret of a series of samples. It gives each person a permanent random number: the first eight bytes, big endian, of
/// HMAC-SHA-256(key, surrogate id as eight bytes big endian). It never leaves the installation: with it, who has a sample learns from an
/// absent person that the person is protected.
/// </summary>
public sealed class SeriesKey
{
    /// <summary>Bytes of a key.</summary>
    public const int Length = 32;

    private const int LongestKind = 16;

    private readonly byte[] key;

    internal SeriesKey(string name, byte[] key) => (Name, this.key) = (name, key);

    /// <summary>The name of the series.</summary>
    public string Name { get; }

    /// <summary>SHA-256 of the key, 64 lowercase hex digits: identifies it in a manifest and reveals nothing.</summary>
    public string Hash => Convert.ToHexStringLower(SHA256.HashData(key));

    internal byte[] ToBytes() => [.. key];

    internal ulong NumberOf(long person) => NumberOf(person, []);

    /// <summary>The number of something else than a person, whose surrogate ids are counted apart.</summary>
    /// <param name="unit">The surrogate id.</param>
    /// <param name="kind">What it is, up to 16 bytes: hashed before the id, so that its number is not that of the person of the
    /// id.</param>
    internal ulong NumberOf(long unit, ReadOnlySpan<byte> kind)
    {
        Span<byte> text = stackalloc byte[LongestKind + sizeof(long)];
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        kind.CopyTo(text);
        BinaryPrimitives.WriteInt64BigEndian(text[kind.Length..], unit);
        HMACSHA256.HashData(key, text[..(kind.Length + sizeof(long))], hash);
        return BinaryPrimitives.ReadUInt64BigEndian(hash);
    }

    /// <summary>A hash that only who has the key can compute.</summary>
    internal IncrementalHash BeginHash() => IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
}
