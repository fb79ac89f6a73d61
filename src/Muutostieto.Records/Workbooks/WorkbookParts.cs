using System.Buffers.Binary;
using System.IO.Compression;

namespace Muutostieto.Records.Workbooks;

/// <summary>The parts of a workbook that are read: sheet, texts, styles.</summary>
internal sealed class WorkbookParts : IDisposable
{
    /// <summary>Bytes of any other part than the sheet and its texts, unpacked.</summary>
    internal const long LargestPart = 16L << 20;

    private const int MostEntries = 10_000;
    private const int EndLength = 22;
    private const int LongestComment = ushort.MaxValue;
    private const int HeaderLength = 46;
    private const uint EndMark = 0x06054b50;
    private const uint HeaderMark = 0x02014b50;
    private readonly ZipArchive zip;
    private readonly Dictionary<string, string> targets = [];
    private readonly Dictionary<string, string> kinds = [];
    private readonly string? sheet;

    private WorkbookParts(ZipArchive zip)
    {
        this.zip = zip;
        if (Open("xl/_rels/workbook.xml.rels") is { } relations)
        {
            while (relations.Next())
            {
                if (relations.IsElement("Relationship") && relations["Id"] is { } id && relations["Target"] is { } target)
                {
                    targets[id] = target.StartsWith('/') ? target[1..] : "xl/" + target;
                    kinds[(relations["Type"] ?? "").Split('/')[^1]] = targets[id];
                }
            }

            relations.Dispose();
        }

        using var workbook = Open("xl/workbook.xml") ?? throw new InvalidDataException("no xl/workbook.xml");
        while (workbook.Next())
        {
            Is1904 |= workbook.IsElement("workbookPr") && workbook["date1904"] is "1" or "true";
            if (sheet is null && workbook.IsElement("sheet") && workbook["id"] is { } id)
            {
                sheet = targets.GetValueOrDefault(id);
            }
        }
    }

    /// <summary>Whether days are counted from 1904.</summary>
    internal bool Is1904 { get; }

    /// <param name="workbook">Can seek; left open.</param>
    internal static WorkbookParts Of(Stream workbook)
    {
        RequireFewEntries(workbook);
        workbook.Position = 0;
        var zip = new ZipArchive(workbook, ZipArchiveMode.Read, leaveOpen: true);
        try
        {
            return new WorkbookParts(zip);
        }
        catch
        {
            zip.Dispose();
            throw;
        }
    }

    /// <summary>The part of a kind; null when there is none.</summary>
    internal WorkbookXml? Open(string kind, long largest) =>
        kinds.TryGetValue(kind, out var path) ? OpenPart(path, largest) : null;

    internal WorkbookXml OpenSheet(long largest) =>
        (sheet is null ? null : OpenPart(sheet, largest)) ?? throw new InvalidDataException("no sheet");

    public void Dispose() => zip.Dispose();

    private WorkbookXml? Open(string path) => OpenPart(path, LargestPart);

    /// <summary>What is unpacked of an entry is never more than the length that is compared here.</summary>
    private WorkbookXml? OpenPart(string path, long largest) => zip.GetEntry(path) switch
    {
        null => null,
        { } entry when entry.Length > largest => throw new WorkbookLimitException($"a part of it has more than {largest >> 20} MiB"),
        { } entry => new WorkbookXml(entry.Open()),
    };

    /// <summary>Opening a zip makes an object of each entry, so they are counted before.</summary>
    private static void RequireFewEntries(Stream workbook)
    {
        var tail = new byte[(int)Math.Min(workbook.Length, EndLength + LongestComment)];
        workbook.Position = workbook.Length - tail.Length;
        workbook.ReadExactly(tail);
        var end = tail.Length - EndLength;
        while (end >= 0 && BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(end)) != EndMark)
        {
            end--;
        }

        if (end < 0)
        {
            throw new InvalidDataException("no end of a zip");
        }

        var at = (long)BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(end + 16));
        var header = new byte[HeaderLength];
        for (var entries = 0; ; entries++)
        {
            workbook.Position = at;
            if (workbook.ReadAtLeast(header, HeaderLength, throwOnEndOfStream: false) < HeaderLength
                || BinaryPrimitives.ReadUInt32LittleEndian(header) != HeaderMark)
            {
                return;
            }

            if (entries == MostEntries)
            {
                throw new WorkbookLimitException($"it has more than {MostEntries} parts");
            }

            at += HeaderLength + U16(28) + U16(30) + U16(32);
        }

        int U16(int offset) => BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(offset));
    }
}
