using Muutostieto.Records.Files;

namespace Muutostieto.Drops;

internal sealed partial class DirectoryDrop
{
    public async Task<IReadOnlyList<DropFile>> HealAsync(
        DropDelivery delivery, bool verifyContent, Action? revealing, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        var folder = LocationOf(delivery.Recipient);
        var errors = new DirectoryDropErrors(name, folder);
        var inspection = await InspectAsync(delivery, verifyContent, cancellation).ConfigureAwait(false);
        var damaged = inspection.Files.Where(file => file.State == DropFileState.Different).Select(file => file.File).ToList();
        if (damaged.Count == 0)
        {
            return [];
        }

        try
        {
            await UploadAsync(folder, delivery, damaged, revealing, errors, null, cancellation).ConfigureAwait(false);

            // A file that its recipient has taken away meanwhile stays away.
            var there = damaged.FindAll(file => ForeignFile.Exists(Path.Combine(folder, file.Name)));
            this.content.RemoveHidden(folder, damaged.Except(there));
            foreach (var file in there)
            {
                if (file == delivery.Manifest)
                {
                    disk.FlushDirectory(folder);
                }

                this.content.Replace(folder, file);
            }

            disk.FlushDirectory(folder);
            return there;
        }
        catch (Exception failure) when (DiskFailure.Is(failure))
        {
            this.content.RemoveHidden(folder, damaged);
            throw errors.From(failure);
        }
    }
}
