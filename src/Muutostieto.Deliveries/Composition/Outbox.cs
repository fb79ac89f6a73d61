using System.Globalization;
using System.IO.Abstractions;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Records.Files;

namespace Muutostieto.Deliveries.Composition;

/// <summary>
/// The folder of composed deliveries: <c>&lt;permit&gt;/&lt;stem&gt;/</c>. A delivery is composed in a hidden folder beside it and then
/// renamed, so that a folder with its final name is whole. The folders are private; the files have the mode of the umask, as an SFTP server
/// gives that mode to the recipient's copy. Several workers on one folder compose in folders of their own, by the number of their claims.
/// </summary>
internal sealed class Outbox(string root, IDiskSync disk, ILedger ledger)
{
    /// <summary>The folder of a whole delivery.</summary>
    internal string FolderOf(DeliveryContext context) => FolderOf(root, context.Terms.Permit, StemOf(context));

    /// <summary>The folder of the delivery with that stem.</summary>
    internal static string FolderOf(string root, string permit, string stem) => Path.Combine(root, permit, stem);

    /// <summary>Composes a delivery into its folder. What an earlier run left unfinished there is thrown away first.</summary>
    internal ComposedDelivery Fill(DeliveryContext context, Func<string, ComposedDelivery> compose)
    {
        var target = FolderOf(context);
        var parent = Path.GetDirectoryName(target)!;
        var staging = Path.Combine(parent, $".{StemOf(context)}.composing");
        RemoveEarlier(parent, staging);
        staging = string.Create(CultureInfo.InvariantCulture, $"{staging}{ledger.Token}");
        PrivateFile.CreateFolder(disk.Files, staging);
        ComposedDelivery composed;
        try
        {
            composed = compose(staging);
        }
        catch (Exception failure)
        {
            Remove(disk.Files, staging);
            if (DiskFailure.Is(failure))
            {
                // A worker that was taken for dead finds its folder removed, by the one that has taken over.
                ledger.RequireClaim();
            }

            throw;
        }

        ledger.RequireClaim();
        Remove(disk.Files, target);
        disk.Files.Directory.Move(staging, target);
        disk.FlushDirectory(parent);
        return composed;
    }

    /// <summary>Removes what runs have left that were stopped; not what a worker with a later claim composes now.</summary>
    private void RemoveEarlier(string parent, string staging)
    {
        if (!disk.Files.Directory.Exists(parent))
        {
            return;
        }

        foreach (var folder in disk.Files.Directory.EnumerateDirectories(parent, Path.GetFileName(staging) + "*").ToList())
        {
            var number = folder.AsSpan(staging.Length);
            if (number.IsEmpty || (long.TryParse(number, CultureInfo.InvariantCulture, out var other) && !(other > ledger.Token)))
            {
                Remove(disk.Files, folder);
            }
        }
    }

    private static string StemOf(DeliveryContext context) => new DeliveryNames(context).Stem;

    /// <summary>Removes a folder with what is in it; one that is not there is no failure.</summary>
    internal static void Remove(IFileSystem files, string folder)
    {
        if (files.Directory.Exists(folder))
        {
            files.Directory.Delete(folder, recursive: true);
        }
    }
}
