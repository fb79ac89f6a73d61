using Muutostieto.Records.Files;

namespace Muutostieto.Drops;

internal sealed partial class DirectoryDrop
{
    public Task TryOutAsync(string recipient, Action<DropTrialStep> done, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(done);
        var folder = LocationOf(recipient);
        var errors = new DirectoryDropErrors(name, folder);
        RequireRoot(errors);
        try
        {
            // Where the folders are not there yet, that in which the first delivery makes them.
            var place = folder;
            while (!files.Directory.Exists(place))
            {
                place = Path.GetDirectoryName(place)!;
            }

            done(new DropTrialStep("folder", place == folder ? "is there" : "is not there yet; the first delivery makes it"));
            if (place == folder)
            {
                done(DropTrialSteps.Upload(files.Directory.Exists(UploadOf(recipient))));
            }

            done(DropTrialSteps.Room(files.DriveInfo.New(place).AvailableFreeSpace));
            cancellation.ThrowIfCancellationRequested();
            var before = time.GetUtcNow();
            var written = WriteTrial(place);
            done(DropTrialSteps.Written);
            done(DropTrialSteps.Clock(written, before, time.GetUtcNow()));
            return Task.CompletedTask;
        }
        catch (Exception failure) when (DiskFailure.Is(failure))
        {
            throw errors.From(failure);
        }
    }

    /// <summary>Does with a small file what is done with a delivery's, and removes it.</summary>
    /// <returns>When the disk says that it was written.</returns>
    private DateTimeOffset WriteTrial(string folder)
    {
        var path = Path.Combine(folder, DropTrialSteps.NewName());
        var renamed = path + "-renamed";
        try
        {
            using (var file = files.File.Open(path, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                file.Write("muutostieto\n"u8);
                disk.FlushFile(file);
            }

            files.File.Move(path, renamed);
            disk.FlushDirectory(folder);
            return files.File.GetLastWriteTimeUtc(renamed);
        }
        finally
        {
            foreach (var left in new[] { path, renamed }.Where(left => ForeignFile.Exists(left)))
            {
                files.File.Delete(left);
            }
        }
    }
}
