using Muutostieto.Records.Files;

namespace Muutostieto.Drops;

internal sealed partial class DirectoryDrop
{
    public async Task ReadUploadsAsync(
        string recipient,
        Func<IReadOnlyList<UploadFile>, IReadOnlyList<UploadFile>> choose,
        int largest,
        Func<UploadFile, byte[]?, Task> take,
        CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(choose);
        ArgumentNullException.ThrowIfNull(take);
        var upload = UploadOf(recipient);
        var errors = new DirectoryDropErrors(name, upload);
        List<UploadFile> found;
        try
        {
            PrepareFolder(recipient, errors);
            found = [.. EntriesOf(upload, errors).Select(Describe)];
        }
        catch (Exception failure) when (DiskFailure.Is(failure))
        {
            throw errors.From(failure);
        }

        foreach (var file in choose(found))
        {
            cancellation.ThrowIfCancellationRequested();
            var content =
                file.Bytes <= largest
                    ? await ForeignFile.ReadAsync(Path.Combine(upload, file.Name), largest, cancellation).ConfigureAwait(false)
                    : null;

            // Looked at again after its content: what is written to meanwhile is young.
            await take(
                    file.Bytes is null ? file : file with { Modified = files.File.GetLastWriteTimeUtc(Path.Combine(upload, file.Name)) },
                    content)
                .ConfigureAwait(false);
        }
    }

    public async Task PutAnswerAsync(string recipient, string file, byte[] content, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(content);
        var answer = new DropFile(file, "", content.Length, "");
        var errors = new DirectoryDropErrors(name, LocationOf(recipient));
        try
        {
            var folder = PrepareFolder(recipient, errors);
            using (var target = this.content.CreateHidden(folder, answer))
            {
                await target.WriteAsync(content, cancellation).ConfigureAwait(false);
                disk.FlushFile(target);
            }

            files.File.Move(Path.Combine(folder, answer.PartName), Path.Combine(folder, file), overwrite: true);
            disk.FlushDirectory(folder);
        }
        catch (Exception failure) when (DiskFailure.Is(failure))
        {
            throw errors.From(failure);
        }
    }

    public async Task PutUploadAsync(string recipient, string file, Stream content, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(content);
        var upload = new DropFile(file, "", content.Length, "");
        var errors = new DirectoryDropErrors(name, UploadOf(recipient));
        try
        {
            PrepareFolder(recipient, errors);
            var folder = UploadOf(recipient);
            if (ForeignFile.Exists(Path.Combine(folder, file)))
            {
                throw errors.NameTaken(file);
            }

            try
            {
                using (var target = this.content.CreateHidden(folder, upload))
                {
                    content.Position = 0;
                    await content.CopyToAsync(target, cancellation).ConfigureAwait(false);
                    disk.FlushFile(target);
                }

                this.content.Reveal(folder, upload);
            }
            catch (Exception failure) when (DiskFailure.Is(failure) || failure is OperationCanceledException)
            {
                this.content.RemoveHidden(folder, [upload]);
                throw;
            }

            disk.FlushDirectory(folder);
        }
        catch (Exception failure) when (DiskFailure.Is(failure))
        {
            throw errors.From(failure);
        }
    }

    /// <summary>Full paths of everything in <c>upload/</c>; none when there is no such folder.</summary>
    private List<string> EntriesOf(string upload, DirectoryDropErrors errors)
    {
        try
        {
            var found = files.Directory.Exists(upload)
                ? files.Directory.EnumerateFileSystemEntries(upload).Take(UploadFile.MostInFolder + 1).ToList()
                : [];
            return found.Count <= UploadFile.MostInFolder ? found : throw errors.TooManyFiles(UploadFile.MostInFolder);
        }
        catch (Exception failure) when (DiskFailure.Is(failure))
        {
            throw errors.From(failure);
        }
    }

    private UploadFile Describe(string path)
    {
        var info = files.FileInfo.New(path);
        var isPlain = info.LinkTarget is null && info.Exists && !info.Attributes.HasFlag(FileAttributes.Directory);
        return new UploadFile(info.Name, isPlain ? info.Length : null, isPlain ? info.LastWriteTimeUtc : null);
    }
}
