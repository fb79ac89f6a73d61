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

    private readonly byte[] key;

    internal SeriesKey(string name, byte[] key) => (Name, this.key) = (name, key);

    /// <summary>The name of the series.</summary>
    public string Name { get; }

    /// <summary>SHA-256 of the key, 64 lowercase hex digits: identifies it in a manifest and reveals nothing.</summary>
    public string Hash => Convert.ToHexStringLower(SHA256.HashData(key));

    internal ulong NumberOf(long person)
    {
        Span<byte> id = stackalloc byte[sizeof(long)];
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        BinaryPrimitives.WriteInt64BigEndian(id, person);
        HMACSHA256.HashData(key, id, hash);
        return BinaryPrimitives.ReadUInt64BigEndian(hash);
    }

    /// <summary>A hash that only who has the key can compute.</summary>
    internal IncrementalHash BeginHash() => IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
}
