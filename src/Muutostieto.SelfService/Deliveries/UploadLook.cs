using System.Security.Cryptography;
using Muutostieto.Drops;
using Muutostieto.Records;

namespace Muutostieto.SelfService.Deliveries;

/// <summary>Looks whether files that users have sent are in the drop. What cannot be seen is never taken for not being there.</summary>
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
        _ = await AllAsync(
            drop,
            recipient,
            found =>
            {
                there.UnionWith(found.Where(file => sent.Contains((file.Name, file.Bytes))).Select(file => file.Name));
                return [];
            },
            0,
            _ => { },
            cancellation).ConfigureAwait(false);
        return there;
    }

    /// <summary>Looks for a file with its content.</summary>
    /// <returns>Whether it is there, and the names of all that is.</returns>
    /// <exception cref="MuutostietoException">The drop cannot be looked into, or the file of that name and size not be read.</exception>
    internal static async Task<(bool IsThere, IReadOnlyList<string> Names)> FindAsync(
        IDrop drop, string recipient, UploadedFile file, CancellationToken cancellation)
    {
        var isThere = false;
        var all = await AllAsync(
            drop,
            recipient,
            found => [.. found.Where(each => each.Name == file.Name && each.Bytes == file.Bytes)],
            checked((int)file.Bytes),
            content => isThere = Convert.ToHexStringLower(SHA256.HashData(content ?? throw Unseen(recipient))) == file.Sha256,
            cancellation).ConfigureAwait(false);
        return (isThere, [.. all.Select(each => each.Name)]);
    }

    private static async Task<IReadOnlyList<UploadFile>> AllAsync(
        IDrop drop,
        string recipient,
        Func<IReadOnlyList<UploadFile>, IReadOnlyList<UploadFile>> choose,
        int largest,
        Action<byte[]?> take,
        CancellationToken cancellation)
    {
        IReadOnlyList<UploadFile>? all = null;

        // A folder of the system answers when it answers: a mount that hangs must not hold the one who looks.
        await Task.Run(
            () => drop.ReadUploadsAsync(
                recipient,
                found => choose(all = found),
                largest,
                (_, content) =>
                {
                    take(content);
                    return Task.CompletedTask;
                },
                cancellation),
            cancellation).WaitAsync(cancellation).ConfigureAwait(false);
        return all ?? throw Unseen(recipient);
    }

    private static MuutostietoException Unseen(string recipient) => new(
        FailureKind.Transient, $"recipient \"{recipient}\": what is in upload/ of the drop cannot be seen. Try again.");
}
