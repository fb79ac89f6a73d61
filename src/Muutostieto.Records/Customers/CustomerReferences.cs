using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Muutostieto.Records.Customers;

/// <summary>Finds out whether each row has a reference of its own. Of each it keeps 16 bytes of a hash.</summary>
/// <param name="name">What messages call the file.</param>
internal sealed class CustomerReferences(string name)
{
    private readonly HashSet<UInt128> seen = [];

    /// <exception cref="MuutostietoException">Usage: it is empty, too long, or another row's.</exception>
    internal void Add(string reference, long line)
    {
        if (reference.Length == 0)
        {
            throw Fault(line, "the row has no reference (\"rivi\")");
        }

        var bytes = Encoding.UTF8.GetBytes(reference);
        if (bytes.Length > CustomerFile.LongestReference || reference.Any(char.IsControl))
        {
            throw Fault(line, $"its reference (\"rivi\") is longer than {CustomerFile.LongestReference} bytes or has a control character");
        }

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, hash);
        if (!seen.Add(BinaryPrimitives.ReadUInt128BigEndian(hash)))
        {
            throw Fault(line, "its reference (\"rivi\") is an earlier row's too");
        }
    }

    private MuutostietoException Fault(long line, string what) => new(
        FailureKind.Usage,
        $"{name}, line {line}: {what}. Nothing was matched. Give each row a reference of its own: results are found by it.");
}
