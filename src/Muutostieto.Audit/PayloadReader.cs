using System.IO.Abstractions;
using System.Security.Cryptography;

namespace Muutostieto.Audit;

/// <summary>Reads payloads one after the other. The file of a day is kept open from one of its parts to the next.</summary>
internal sealed class PayloadReader(IFileSystem files, string folder) : IDisposable
{
    private (string Path, FileSystemStream File)? open;

    /// <summary>Reads a payload, and whether it is there and the one that its entry names.</summary>
    internal bool Matches(AuditPayload payload, out byte[] content)
    {
        try
        {
            content = payload.Offset is { } offset ? Part(payload, offset) : files.File.ReadAllBytes(AuditFolder.Payload(folder, payload));
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            content = [];
            return false;
        }

        return content.Length == payload.Bytes && Convert.ToHexStringLower(SHA256.HashData(content)) == payload.Sha256;
    }

    public void Dispose() => open?.File.Dispose();

    private byte[] Part(AuditPayload payload, long offset)
    {
        var path = AuditFolder.Payload(folder, payload);
        if (open?.Path != path)
        {
            open?.File.Dispose();
            open = null;

            // It may be removed, and others may add to it, meanwhile.
            open = (path, files.FileStream.New(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
        }

        var file = open.Value.File;
        if (offset < 0 || payload.Bytes < 0 || offset > file.Length - payload.Bytes)
        {
            return [];
        }

        var part = new byte[payload.Bytes];
        file.Seek(offset, SeekOrigin.Begin);
        file.ReadExactly(part);
        return part;
    }
}
