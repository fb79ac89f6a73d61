using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Muutostieto.Deliveries.Composition;

/// <summary>
/// Persons in an order that says nothing of them: that of identity codes is that of days of birth. The same persons by the same key always
/// come in the same order.
/// </summary>
internal static class ShuffledPersons
{
    /// <param name="persons">Surrogate ids.</param>
    /// <param name="shuffle">The key, in hexadecimal.</param>
    internal static long[] Of(IReadOnlyList<long> persons, string shuffle)
    {
        var key = Convert.FromHexString(shuffle);
        var (ids, numbers) = (persons.ToArray(), new ulong[persons.Count]);
        Span<byte> id = stackalloc byte[8];
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        for (var index = 0; index < ids.Length; index++)
        {
            BinaryPrimitives.WriteInt64BigEndian(id, ids[index]);
            _ = HMACSHA256.HashData(key, id, hash);
            numbers[index] = BinaryPrimitives.ReadUInt64BigEndian(hash);
        }

        Array.Sort(numbers, ids);
        return ids;
    }
}
