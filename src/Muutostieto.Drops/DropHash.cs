using System.Buffers;
using System.Security.Cryptography;

namespace Muutostieto.Drops;

/// <summary>The hash by which content is compared: SHA-256 in lower-case hexadecimal.</summary>
internal static class DropHash
{
    // The framework's own way reads 4 kB at a time, each by another thread: most of the time of a large file.
    private const int BufferSize = 1 << 20;

    public static async Task<string> OfAsync(Stream content, CancellationToken cancellation)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            int count;
            while ((count = await content.ReadAsync(buffer.AsMemory(0, BufferSize), cancellation).ConfigureAwait(false)) > 0)
            {
                hash.AppendData(buffer, 0, count);
            }

            return Convert.ToHexStringLower(hash.GetHashAndReset());
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
