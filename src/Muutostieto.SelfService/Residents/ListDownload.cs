namespace Muutostieto.SelfService.Residents;

/// <summary>A file that is about to leave, recorded in the audit chain already. Dispose of it whether or not it was sent.</summary>
public sealed class ListDownload : IDisposable
{
    private readonly Stream content;
    private readonly Func<Stream, CancellationToken, Task> send;
    private readonly Action sent;

    internal ListDownload(
        string fileName, string contentType, long length, Stream content, Func<Stream, CancellationToken, Task> send, Action sent)
    {
        (FileName, ContentType, Length) = (fileName, contentType, length);
        (this.content, this.send, this.sent) = (content, send, sent);
    }

    /// <summary>Of letters, digits, dashes and dots.</summary>
    public string FileName { get; }

    public string ContentType { get; }

    /// <summary>In bytes.</summary>
    public long Length { get; }

    /// <summary>Sends it. When all of it was taken, its delivery counts as received.</summary>
    public async Task CopyToAsync(Stream output, CancellationToken cancellation)
    {
        await send(output, cancellation).ConfigureAwait(false);
        await output.FlushAsync(cancellation).ConfigureAwait(false);
        sent();
    }

    public void Dispose() => content.Dispose();
}
