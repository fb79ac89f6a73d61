using System.Security.Cryptography;
using Muutostieto.Records.Files;

namespace Muutostieto.Audit.Files;

/// <summary>
/// Makes payloads durable, for the holder of the <see cref="AuditLock"/>. A delivery or a question has a file of its own, which is removed
/// when its own years are over; the interface's answers of a day share one, so that many can be recorded at once.
/// </summary>
internal sealed class PayloadStore(IDiskSync disk, string folder)
{
    private string Folder => AuditFolder.Payloads(folder);

    /// <summary>
    /// Writes an entry's own file. One of that number that is there already belongs to an append that was broken off, and to no entry.
    /// </summary>
    internal AuditPayload WriteOwn(long sequence, byte[] content, string digest)
    {
        var payload = new AuditPayload(
            PayloadName.Own(sequence),
            content.Length,
            Convert.ToHexStringLower(SHA256.HashData(content)),
            digest);
        AuditFolder.CreatePayloads(disk.Files, folder);
        var path = AuditFolder.Payload(folder, payload);
        using (var file = PrivateFile.Open(disk.Files, path, FileMode.Create, FileAccess.Write, FileShare.Read))
        {
            file.Write(content);
            disk.FlushFile(file);
        }

        disk.FlushDirectory(Folder);
        return payload;
    }

    /// <summary>
    /// Adds to the file of a day, in one write. What an append that was broken off has left there stays between the parts, and goes with
    /// the day.
    /// </summary>
    /// <param name="at">A time of the day.</param>
    /// <param name="contents">The payloads, each with the digest of its content.</param>
    internal IReadOnlyList<AuditPayload> WriteToDay(DateTimeOffset at, IReadOnlyList<(byte[] Content, string Digest)> contents)
    {
        AuditFolder.CreatePayloads(disk.Files, folder);
        var name = PayloadName.Day(at);
        var path = Path.Combine(folder, name);
        var isNew = !disk.Files.File.Exists(path);
        var payloads = new List<AuditPayload>();
        using (var file = PrivateFile.Open(disk.Files, path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read))
        {
            var offset = file.Seek(0, SeekOrigin.End);
            using var parts = new MemoryStream();
            foreach (var (content, digest) in contents)
            {
                payloads.Add(
                    new AuditPayload(
                        name, content.Length, Convert.ToHexStringLower(SHA256.HashData(content)), digest, offset + parts.Length));
                parts.Write(content);
            }

            file.Write(parts.GetBuffer().AsSpan(0, (int)parts.Length));
            disk.FlushFile(file);
        }

        if (isNew)
        {
            disk.FlushDirectory(Folder);
        }

        return payloads;
    }
}
