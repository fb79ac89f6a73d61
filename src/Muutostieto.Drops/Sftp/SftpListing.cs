using Renci.SshNet;

namespace Muutostieto.Drops.Sftp;

/// <summary>The entries of a remote folder, as they were when it was read.</summary>
internal sealed class SftpListing
{
    /// <summary>Characters of all names: as many files as are looked through, each with a long name.</summary>
    internal const int LongestNames = 32 * 1024 * 1024;

    private readonly Dictionary<string, SftpEntry> entries = new(StringComparer.Ordinal);
    private readonly List<string> hidden = [];

    private SftpListing()
    {
    }

    /// <summary>Every name there is.</summary>
    public IReadOnlyCollection<string> Names => entries.Keys;

    /// <summary>Those of them that recipients ignore.</summary>
    public IReadOnlyList<string> Hidden => hidden;

    public static async Task<SftpListing> ReadAsync(ISftpClient client, string folder, SftpErrors errors, CancellationToken cancellation)
    {
        var (listing, characters) = (new SftpListing(), 0L);
        await foreach (var file in client.ListDirectoryAsync(folder, cancellation).ConfigureAwait(false))
        {
            if (file.Name is "." or "..")
            {
                continue;
            }

            characters += file.Name.Length;
            if (listing.entries.Count == UploadFile.MostInFolder || characters > LongestNames)
            {
                throw errors.TooManyFiles(UploadFile.MostInFolder);
            }

            listing.entries[file.Name] = new SftpEntry(file);
            if (file.Name[0] == '.')
            {
                listing.hidden.Add(file.Name);
            }
        }

        return listing;
    }

    /// <summary>The entry of that name; null when there is none.</summary>
    public SftpEntry? Find(string name) => entries.GetValueOrDefault(name);
}
