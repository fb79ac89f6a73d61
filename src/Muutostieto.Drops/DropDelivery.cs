using Muutostieto.Records;

namespace Muutostieto.Drops;

/// <summary>The files of one delivery, as a drop sees them.</summary>
public sealed record DropDelivery
{
    /// <param name="recipient">The recipient's folder name in the drop.</param>
    /// <param name="files">Every file of the delivery; the last one is the manifest.</param>
    /// <exception cref="MuutostietoException">A name would leave the recipient's folder, be hidden, or occur twice.</exception>
    public DropDelivery(string recipient, IReadOnlyList<DropFile> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        ArgumentOutOfRangeException.ThrowIfZero(files.Count);
        RequirePlainName(recipient, "recipient");
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var file in files)
        {
            RequirePlainName(file.Name, "file");
            if (!names.Add(file.Name))
            {
                throw new MuutostietoException(FailureKind.Usage, $"drop: duplicate file name {file.Name} in one delivery.");
            }
        }

        Recipient = recipient;
        Files = files;
    }

    public string Recipient { get; }

    public IReadOnlyList<DropFile> Files { get; }

    /// <summary>The file that says the others are whole; it becomes visible last.</summary>
    public DropFile Manifest => Files[^1];

    internal IEnumerable<DropFile> DataFiles => Files.Take(Files.Count - 1);

    private static void RequirePlainName(string name, string what)
    {
        var plain = !string.IsNullOrEmpty(name) && name[0] != '.' && name.All(c => c is >= ' ' and <= '~' and not '/' and not '\\');
        if (!plain)
        {
            throw new MuutostietoException(
                FailureKind.Usage,
                $"drop: the {what} name \"{name}\" cannot be used, expected printable ASCII without slashes that does not start with a "
                    + "dot. Change it in the permit.");
        }
    }
}
