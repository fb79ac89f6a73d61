using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Muutostieto.Records.Identity;

namespace Muutostieto.Records.Customers;

/// <summary>Counts for how many persons rows ask: many rows of one person, or rows that can find no one, are no register.</summary>
internal sealed class CustomerSubjects
{
    /// <summary>So many are counted; there may be more.</summary>
    internal const int Most = 10_000;

    private readonly HashSet<UInt128> seen = [];

    internal int Count => seen.Count;

    /// <summary>Whether more are not counted.</summary>
    internal bool AreMany => seen.Count >= Most;

    internal void Add(CustomerRow row)
    {
        if (KeyOf(row) is { } key)
        {
            _ = seen.Add(BinaryPrimitives.ReadUInt128BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(key))));
        }
    }

    /// <summary>Null for a row that can find no one.</summary>
    private static string? KeyOf(CustomerRow row) =>
        row.IdentityCode.Length > 0 ? PersonalIdentityCode.TryParse(row.IdentityCode, out _) ? row.IdentityCode : null
        : row.Surname.Length > 0 && row.FirstNames.Length > 0 && row.BirthDate.Length > 0
            ? $"{row.Surname}\n{row.FirstNames}\n{row.BirthDate}".ToUpperInvariant()
        : null;
}
