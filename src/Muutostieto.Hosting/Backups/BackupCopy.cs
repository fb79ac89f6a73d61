using System.Security.Cryptography;
using Muutostieto.Records.Files;

namespace Muutostieto.Hosting.Backups;

/// <summary>Copies files for the program's user alone, durably, and hashes what it copies.</summary>
internal static class BackupCopy
{
    private const int BufferSize = 1 << 20;

    /// <returns>Size and SHA-256 of what was written.</returns>
    internal static (long Bytes, string Sha256) File(IDiskSync disk, string from, string to)
    {
        PrivateFile.CreateFolder(disk.Files, Path.GetDirectoryName(to)!);
        using var source = disk.Files.FileStream.New(from, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var target = PrivateFile.Open(disk.Files, to, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[BufferSize];
        long bytes = 0;
        int read;
        while ((read = source.Read(buffer)) > 0)
        {
            hash.AppendData(buffer, 0, read);
            target.Write(buffer, 0, read);
            bytes += read;
        }

        disk.FlushFile(target);
        return (bytes, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    /// <summary>The same of a file that is there.</summary>
    internal static (long Bytes, string Sha256) Hash(IDiskSync disk, string path)
    {
        using var source = disk.Files.FileStream.New(path, FileMode.Open, FileAccess.Read, FileShare.Read, BufferSize);
        return (source.Length, Convert.ToHexStringLower(SHA256.HashData(source)));
    }
}
