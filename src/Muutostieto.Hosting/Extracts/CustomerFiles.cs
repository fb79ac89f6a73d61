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
    private const string Taking = ".taking-";
    private readonly IFileSystem files = disk.Files;

    /// <summary>Checks a file and keeps it. One that is kept already is kept anew, and its days begin again.</summary>
    /// <param name="name">What messages call it.</param>
    /// <param name="content">CSV, or a workbook whose first sheet has the same columns; read to its end.</param>
    /// <param name="cancellation">Breaks off; nothing is kept then.</param>
    /// <exception cref="MuutostietoException">Usage: it is no such file; the message has the line and what to do.</exception>
    public KeptCustomerFile Keep(string name, Stream content, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(content);
        PrivateFile.CreateFolder(files, folder);

        // Several permits are served at once.
        var taken = Path.Combine(folder, $"{Taking}{Guid.NewGuid():N}");
        var csv = taken + Ending;
        try
        {
            var isWorkbook = ToCsv(name, content, taken, csv, cancellation);
            var kept = Check(name, csv, isWorkbook, cancellation);

            // Also in the place of one that is there: that one may be damaged.
            files.File.Move(csv, PathOf(kept.Mark.Sha256), overwrite: true);
            disk.FlushDirectory(folder);
            return kept;
        }
        finally
        {
            files.File.Delete(taken);
            files.File.Delete(csv);
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

    /// <summary>Name of each file that is kept, and since when: the hash of its content, or what a run that was stopped has left.</summary>
    internal IReadOnlyList<(string Sha256, DateTimeOffset Since)> List() => files.Directory.Exists(folder)
        ?
        [
            .. files.Directory.EnumerateFiles(folder)
                .Order(StringComparer.Ordinal)
                .Select(path => (NameOf(Path.GetFileName(path)), new DateTimeOffset(files.File.GetLastWriteTimeUtc(path)))),
        ]
        : [];

    /// <summary>Removes a file that <see cref="List"/> names; one that is not there is no failure.</summary>
    internal void Remove(string sha256) => files.File.Delete(PathOf(sha256));

    private static string NameOf(string file) =>
        file.StartsWith('.') || !file.EndsWith(Ending, StringComparison.Ordinal) ? file : Path.GetFileNameWithoutExtension(file);

    private string PathOf(string sha256) => Path.Combine(folder, IsHash(sha256) ? sha256 + Ending : sha256);

    private static bool IsHash(string name) => name.Length == 2 * SHA256.HashSizeInBytes && name.All(char.IsAsciiHexDigitLower);

    /// <summary>Copies the file, in the form of CSV.</summary>
    /// <returns>Whether it is a workbook.</returns>
    private bool ToCsv(string name, Stream content, string taken, string csv, CancellationToken cancellation)
    {
        using (var copy = PrivateFile.Open(files, taken, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16))
        {
            if (Copy(name, content, copy, cancellation))
            {
                copy.Position = 0;
                using var rows = PrivateFile.Open(files, csv, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16);
                CustomerWorkbook.ToCsv(name, copy, rows, cancellation);
                rows.Flush();
                disk.FlushFile(rows);
                return true;
            }

            copy.Flush();
            disk.FlushFile(copy);
        }

        files.File.Move(taken, csv);
        return false;
    }

    private KeptCustomerFile Check(string name, string csv, bool isWorkbook, CancellationToken cancellation)
    {
        using var rows = files.FileStream.New(csv, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);
        using var file = CustomerFile.Open(name, rows, cancellation);
        rows.Position = 0;
        var mark = new UpdateMark(Convert.ToHexStringLower(SHA256.HashData(rows)), file.Rows) { Subjects = file.Subjects };
        return new KeptCustomerFile(mark, file.CharacterSet, file.Separator, isWorkbook, file.Passed);
    }

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
