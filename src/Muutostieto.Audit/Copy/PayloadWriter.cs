using System.IO.Abstractions;
using Muutostieto.Audit.Files;
using Muutostieto.Records.Files;

namespace Muutostieto.Audit.Copy;

/// <summary>Writes payloads to a folder that has none: where their entries say that they are.</summary>
/// <param name="disk">Where the folder is.</param>
/// <param name="folder">The folder.</param>
internal sealed class PayloadWriter(IDiskSync disk, string folder) : IDisposable
{
    private (string Path, FileSystemStream File)? open;

    internal void Write(AuditPayload payload, byte[] content)
    {
        var path = AuditFolder.Payload(folder, payload);
        if (open?.Path != path)
        {
            Close();
            AuditFolder.CreatePayloads(disk.Files, folder);
            open = (path, PrivateFile.Open(disk.Files, path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read));
        }

        var file = open.Value.File;
        file.Seek(payload.Offset ?? 0, SeekOrigin.Begin);
        file.Write(content);
    }

    /// <summary>What was written is on the disk when it returns.</summary>
    internal void Complete()
    {
        Close();
        if (disk.Files.Directory.Exists(AuditFolder.Payloads(folder)))
        {
            disk.FlushDirectory(AuditFolder.Payloads(folder));
        }
    }

    public void Dispose()
    {
        open?.File.Dispose();
        open = null;
    }

    private void Close()
    {
        if (open is { File: var file })
        {
            disk.FlushFile(file);
            Dispose();
        }
    }
}
