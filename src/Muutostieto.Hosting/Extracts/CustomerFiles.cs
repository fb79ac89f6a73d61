using System.IO.Abstractions;
using System.Security.Cryptography;
using Muutostieto.Deliveries.Terms;
using Muutostieto.Records;
using Muutostieto.Records.Customers;
using Muutostieto.Records.Files;

namespace Muutostieto.Hosting.Extracts;

/// <summary>
/// The customers' files that updates answer, each under the hash of its content, readable for the program's own user alone. They hold
/// persons, and are removed when their days are over: the ledger keeps the hash.
/// </summary>
/// <param name="disk">Where they are.</param>
/// <param name="folder">Theirs; made when the first is kept.</param>
public sealed class CustomerFiles(IDiskSync disk, string folder)
{
    /// <summary>Bytes of the largest file: more than a register of the whole country needs.</summary>
    public const long LargestBytes = 1L << 30;

    private const string Ending = ".csv";
    private const string Taking = ".taking";
    private readonly IFileSystem files = disk.Files;

    /// <summary>Checks a file and keeps it. One that is kept already stays as it is.</summary>
    /// <param name="name">What messages call it.</param>
    /// <param name="content">CSV, or a workbook whose first sheet has the same columns; read to its end.</param>
    /// <param name="cancellation">Breaks off; nothing is kept then.</param>
    /// <exception cref="MuutostietoException">Usage: it is no such file; the message has the line and what to do.</exception>
    public KeptCustomerFile Keep(string name, Stream content, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(content);
        PrivateFile.CreateFolder(files, folder);
        var taken = Path.Combine(folder, Taking);
        try
        {
            using var copy = PrivateFile.Open(files, taken, FileMode.Create, FileAccess.ReadWrite, FileShare.None, 1 << 16);
            var isWorkbook = Copy(name, content, copy, cancellation);
            copy.Position = 0;
            if (isWorkbook)
            {
                CustomerWorkbook.ToCsv(name, copy, files, taken + Ending, cancellation);
            }

            var path = isWorkbook ? taken + Ending : taken;
            using var rows = isWorkbook
                ? files.FileStream.New(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16)
                : null;
            Stream checkedContent = rows is null ? copy : rows;
            using var file = CustomerFile.Open(name, checkedContent, cancellation);
            checkedContent.Position = 0;
            var sha256 = Convert.ToHexStringLower(SHA256.HashData(checkedContent));
            var kept = PathOf(sha256);
            if (!files.File.Exists(kept))
            {
                copy.Flush();
                files.File.Move(path, kept);
                disk.FlushDirectory(folder);
            }

            return new KeptCustomerFile(new UpdateMark(sha256, file.Rows), file.CharacterSet, file.Separator, isWorkbook, file.Passed);
        }
        finally
        {
            files.File.Delete(taken);
            files.File.Delete(taken + Ending);
        }
    }

    /// <summary>Opens a file that is kept.</summary>
    /// <param name="order">The order that it is for, for messages.</param>
    /// <param name="sha256">Of its content.</param>
    /// <exception cref="MuutostietoException">Usage: it has been removed. Integrity: it has another content.</exception>
    internal Stream Open(string order, string sha256)
    {
        Stream content;
        try
        {
            content = files.FileStream.New(PathOf(sha256), FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new MuutostietoException(
                FailureKind.Usage,
                $"order \"{order}\": the customer's file {sha256[..12]}… is not kept any more, as its days are over. Nothing was "
                    + "delivered. Take the file in anew.",
                failure);
        }

        if (Convert.ToHexStringLower(SHA256.HashData(content)) == sha256)
        {
            content.Position = 0;
            return content;
        }

        content.Dispose();
        throw new MuutostietoException(
            FailureKind.Integrity,
            $"order \"{order}\": the kept customer's file {sha256[..12]}… has another content by now. Nothing was delivered. Take the "
                + "file in anew.");
    }

    /// <summary>Opens a file that is kept; null when it is not.</summary>
    internal Stream? Find(string sha256)
    {
        var path = PathOf(sha256);
        return files.File.Exists(path) ? files.FileStream.New(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16) : null;
    }

    /// <summary>Hash of each file that is kept, and since when.</summary>
    internal IReadOnlyList<(string Sha256, DateTimeOffset Since)> List() => files.Directory.Exists(folder)
        ?
        [
            .. files.Directory.EnumerateFiles(folder, "*" + Ending)
                .Where(path => Path.GetFileName(path)[0] != '.')
                .Order(StringComparer.Ordinal)
                .Select(path => (Path.GetFileNameWithoutExtension(path), new DateTimeOffset(files.File.GetLastWriteTimeUtc(path)))),
        ]
        : [];

    /// <summary>Removes a file; one that is not there is no failure.</summary>
    internal void Remove(string sha256) => files.File.Delete(PathOf(sha256));

    private string PathOf(string sha256) => Path.Combine(folder, sha256 + Ending);

    /// <returns>Whether it begins as a workbook does.</returns>
    private static bool Copy(string name, Stream content, Stream copy, CancellationToken cancellation)
    {
        var block = new byte[1 << 16];
        var (bytes, first) = (0L, default(byte[]));
        for (int read; (read = content.Read(block)) > 0;)
        {
            cancellation.ThrowIfCancellationRequested();
            first ??= block[..Math.Min(read, 2)];
            bytes += read;
            if (bytes > LargestBytes)
            {
                throw new MuutostietoException(
                    FailureKind.Usage,
                    $"{name}: more than {LargestBytes >> 20} MiB. Nothing was matched. Send the register in parts.");
            }

            copy.Write(block.AsSpan(0, read));
        }

        return first is [(byte)'P', (byte)'K'];
    }
}
