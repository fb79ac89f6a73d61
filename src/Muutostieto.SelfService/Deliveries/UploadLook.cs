using System.Security.Cryptography;
using Muutostieto.Drops;
using Muutostieto.Records;

namespace Muutostieto.SelfService.Deliveries;

/// <summary>Looks whether files that users have sent are in the drop.</summary>
internal static class UploadLook
{
    /// <summary>Which of these names are there with the size that was sent: a file is visible when it is whole, and none is
    /// opened.</summary>
    /// <exception cref="MuutostietoException">The drop cannot be looked into.</exception>
    internal static async Task<IReadOnlySet<string>> NamesAsync(
        IDrop drop, string recipient, IReadOnlyCollection<UploadedFile> files, CancellationToken cancellation)
    {
        var sent = files.Select(file => (file.Name, (long?)file.Bytes)).ToHashSet();
        var there = new HashSet<string>(StringComparer.Ordinal);
        await drop
            .ReadUploadsAsync(
                recipient,
                found =>
                {
                    there.UnionWith(found.Where(file => sent.Contains((file.Name, file.Bytes))).Select(file => file.Name));
                    return [];
                },
                0,
                (_, _) => Task.CompletedTask,
                cancellation)
            .ConfigureAwait(false);
        return there;
    }

    /// <summary>Whether the file is there with its content.</summary>
    /// <exception cref="MuutostietoException">The drop cannot be looked into.</exception>
    internal static async Task<bool> HasAsync(IDrop drop, string recipient, UploadedFile file, CancellationToken cancellation)
    {
        var isThere = false;
        await drop
            .ReadUploadsAsync(
                recipient,
                found => [.. found.Where(each => each.Name == file.Name && each.Bytes == file.Bytes)],
                checked((int)file.Bytes),
                (_, content) =>
                {
                    isThere = content is not null && Convert.ToHexStringLower(SHA256.HashData(content)) == file.Sha256;
                    return Task.CompletedTask;
                },
                cancellation)
            .ConfigureAwait(false);
        return isThere;
    }
}
