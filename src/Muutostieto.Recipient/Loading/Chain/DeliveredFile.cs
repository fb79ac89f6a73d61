using Muutostieto.Recipient.Checking;
using Muutostieto.Records;
using Muutostieto.Records.Manifests;

namespace Muutostieto.Recipient.Loading.Chain;

/// <summary>Which of a delivery's files is read, and whether it is what was sent.</summary>
internal static class DeliveredFile
{
    private static readonly RecordForm[] Preferred = [RecordForm.Fixed, RecordForm.Csv];

    /// <summary>The path of the file of the form wanted, its size and hash compared.</summary>
    /// <param name="delivery">The delivery.</param>
    /// <param name="wanted">The form; null for the first that is there: one with all groups before one with genuine groups only, fixed
    /// width before CSV.</param>
    /// <param name="continuesAll">Whether the database was begun with a form that has all groups; null for a base.</param>
    /// <returns>The file's entry in the manifest and its path.</returns>
    /// <exception cref="MuutostietoException">It is not there, or not what the manifest says. Usage: it has other groups than the database
    /// was begun with.</exception>
    internal static (ManifestFile Entry, string Path) Choose(FoundDelivery delivery, RecordForm? wanted, bool? continuesAll)
    {
        var forms = wanted is { } one ? [one] : Preferred;
        var entries = forms.SelectMany(form => delivery.Manifest.Files.Where(file => file.Form == RecordForms.NameOf(form))).ToList();
        if (entries.Count == 0)
        {
            throw Refused(
                delivery,
                $"has no file of the form {string.Join(" or ", forms.Select(RecordForms.NameOf))}",
                new RecipientRemedy.OtherForm());
        }

        var there = entries
            .Where(file => File.Exists(PathOf(delivery, file)))
            .OrderByDescending(file => file.HasAllGroups == (continuesAll ?? true))
            .ToList();
        if (there.Count == 0)
        {
            throw Refused(delivery, $"{entries[0].Name} is missing beside its manifest. Fetch it");
        }

        var entry = there[0];
        if (continuesAll is { } all && entry.HasAllGroups != all)
        {
            throw OtherGroups(delivery, entry, all);
        }

        var path = PathOf(delivery, entry);
        if (new FileInfo(path).Length is var length && length != entry.Bytes)
        {
            throw Refused(
                delivery,
                $"{entry.Name} has {length} bytes, {entry.Bytes} expected. Fetch it again in binary mode; if it stays so, ask the sender "
                    + "to deliver it again");
        }

        return new FileHashes().Of(path).Equals(entry.Sha256, StringComparison.OrdinalIgnoreCase)
            ? (entry, path)
            : throw Refused(
                delivery,
                $"{entry.Name} has another SHA-256 than its manifest says: its content is not what was sent. Fetch it again in binary "
                    + "mode; if it stays so, ask the sender to deliver it again");
    }

    /// <summary>The delivery's files beside the one that is read which do not have the size that the manifest says.</summary>
    internal static IReadOnlyList<DamagedNeighbour> DamagedBeside(FoundDelivery delivery, ManifestFile read) =>
    [
        .. from file in delivery.Manifest.Files
           let path = Path.Combine(delivery.Folder, file.Name)
           where file.Name != read.Name && file.Name == Path.GetFileName(file.Name) && File.Exists(path)
           let found = new FileInfo(path)
           where found.LinkTarget is null && found.Length != file.Bytes
           select new DamagedNeighbour(file.Name, found.Length, file.Bytes),
    ];

    private static string PathOf(FoundDelivery delivery, ManifestFile file) =>
        file.Name == Path.GetFileName(file.Name) && file.Name is not ("" or "." or "..")
            ? Path.Combine(delivery.Folder, file.Name)
            : throw Refused(
                delivery,
                "a name with a folder in it, expected one of a file beside the manifest. Do not use it; ask the sender");

    /// <summary>Groups that came with the base would go stale, or those that did not would come in part.</summary>
    private static MuutostietoException OtherGroups(FoundDelivery delivery, ManifestFile entry, bool all) =>
        new(
            FailureKind.Usage,
            $"{delivery.Shown}: {entry.Name} has "
                + $"{(all ? "genuine groups only" : "all groups")}, and the database was begun with "
                + $"{(all ? "all groups" : "genuine groups only")}. "
                + "Nothing of it was loaded.")
        {
            Remedy = new RecipientRemedy.FormOfDatabase(all),
        };

    private static MuutostietoException Refused(FoundDelivery delivery, string what, Remedy? remedy = null) =>
        new(FailureKind.Integrity, $"{delivery.Shown}: {what}.") { Remedy = remedy };
}
