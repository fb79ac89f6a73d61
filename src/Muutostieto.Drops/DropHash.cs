using System.Security.Cryptography;

namespace Muutostieto.Drops;

/// <summary>The hash by which content is compared: SHA-256 in lower-case hexadecimal.</summary>
internal static class DropHash
{
    public static async Task<string> OfAsync(Stream content, CancellationToken cancellation) =>
        Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancellation).ConfigureAwait(false));
}
