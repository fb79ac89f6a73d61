using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Muutostieto.Audit;

/// <summary>Whose data an entry records, and which groups of each person.</summary>
/// <param name="First">The surrogate id of the first bit.</param>
/// <param name="Count">How many persons.</param>
/// <param name="Persons">A bit an id, from <paramref name="First"/> on; the lowest bit of a byte comes first; no empty byte at the
/// end.</param>
/// <param name="Groups">In the order of their codes.</param>
public sealed record AuditContent(long First, long Count, ReadOnlyMemory<byte> Persons, IReadOnlyList<AuditedGroup> Groups)
{
    public static AuditContent Empty { get; } = new(0, 0, default, []);

    /// <summary>One person without any delivered groups.</summary>
    public static AuditContent Of(long person) => new(person, 1, new byte[] { 1 }, []);

    /// <summary>SHA-256 of what it says.</summary>
    public string Digest()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> number = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(number, First);
        hash.AppendData(number);
        hash.AppendData(Persons.Span);
        foreach (var group in Groups)
        {
            hash.AppendData(Encoding.ASCII.GetBytes(group.Code));
            hash.AppendData(group.Bits.Span);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
