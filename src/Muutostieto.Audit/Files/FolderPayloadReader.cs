using System.IO.Abstractions;
using System.Security.Cryptography;

namespace Muutostieto.Audit.Files;

/// <summary>Reads payloads one after the other. The file of a day is kept open from one of its parts to the next.</summary>
internal sealed class FolderPayloadReader(IFileSystem files, string folder) : IPayloadReader
{
    private (string Path, FileSystemStream File)? open;

    public bool Matches(AuditPayload payload, out byte[] content)
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

    public bool IsThere(AuditPayload payload) => files.File.Exists(AuditFolder.Payload(folder, payload));

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
