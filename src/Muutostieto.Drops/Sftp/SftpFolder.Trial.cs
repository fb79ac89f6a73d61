namespace Muutostieto.Drops.Sftp;

internal sealed partial class SftpFolder
{
    /// <summary>How many bytes the server's disk takes; null where the server does not say.</summary>
    internal async Task<long?> RoomAsync(CancellationToken cancellation) =>
        await connection.RunAsync(
            StatusAsync, failure => errors.CommandFailed("asking for the free space", failure), cancellation).ConfigureAwait(false)
            is { TotalBlocks: > 0 } room
            ? (long)Math.Min((double)room.AvailableBlocks * room.BlockSize, long.MaxValue / 2)
            : null;

    /// <summary>Does with a small file what is done with a delivery's, and removes it whatever fails.</summary>
    /// <param name="name">A hidden name that nothing has.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>When the server says that it was written, and whether it can replace a file at once.</returns>
    internal async Task<(DateTimeOffset? Written, bool ReplacesAtOnce)> WriteTrialAsync(string name, CancellationToken cancellation)
    {
        var names = new[] { name, name + "-renamed", name + "-replaced" };
        try
        {
            return await connection.RunAsync(
                async (client, token) =>
                {
                    using var content = new MemoryStream("muutostieto\n"u8.ToArray());
                    await client.UploadFileAsync(content, PathOf(names[0]), canOverride: false, null, token).ConfigureAwait(false);
                    var entry = new SftpEntry(client.Get(PathOf(names[0])));
                    entry.Rename(names[1]);
                    var replaces = TryRenameAtOnce(client, names[1], names[2]);
                    await DeleteAsync(client, names[replaces ? 2 : 1], token).ConfigureAwait(false);
                    return (entry.Modified, replaces);
                },
                failure => errors.CommandFailed("writing a small file to try it out", failure),
                cancellation).ConfigureAwait(false);
        }
        catch
        {
            await connection.TryAsync(async (client, token) =>
            {
                foreach (var left in names)
                {
                    await DeleteAsync(client, left, token).ConfigureAwait(false);
                }
            }).ConfigureAwait(false);
            throw;
        }
    }
}
