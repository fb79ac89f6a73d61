namespace Muutostieto.Drops.Sftp;

internal sealed partial class SftpDrop
{
    public async Task TryOutAsync(string recipient, Action<DropTrialStep> done, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(done);
        await using (var folder = await OpenAsync(recipient, cancellation).ConfigureAwait(false))
        {
            done(new DropTrialStep("login", $"as {settings.User}; the host key is the one of the settings"));
            var listing = await folder.ListAsync(cancellation).ConfigureAwait(false);
            done(new DropTrialStep("folder", FormattableString.Invariant($"is there, with {listing.Names.Count} entries")));
            done(DropTrialSteps.Room(await folder.RoomAsync(cancellation).ConfigureAwait(false)));
            var before = time.GetUtcNow();
            var (written, replacesAtOnce) = await folder.WriteTrialAsync(DropTrialSteps.NewName(), cancellation).ConfigureAwait(false);
            var after = time.GetUtcNow();
            done(DropTrialSteps.Written);
            done(new DropTrialStep("posix-rename", replacesAtOnce
                ? "the server knows it"
                : "the server does not know it: a damaged file is put aside before a good one takes its place"));
            done(DropTrialSteps.Clock(written, before, after));
        }

        await using var upload = await OpenAsync(recipient, cancellation, "upload").ConfigureAwait(false);
        done(DropTrialSteps.Upload(await upload.TryListAsync(cancellation).ConfigureAwait(false) is not null));
    }
}
