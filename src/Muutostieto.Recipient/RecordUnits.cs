using System.IO.Compression;
using Muutostieto.Records.Csv;
using Muutostieto.Records.Groups;

namespace Muutostieto.Recipient;

/// <summary>Whether a file is about persons or buildings.</summary>
public static class RecordUnits
{
    private const int LongestLine = 1 << 20;

    /// <summary>
    /// What a file is about, by its first record (JSON) or the names of its tables (CSV). A file of any other form, or one that cannot be
    /// read, is about persons: who reads it says what is wrong.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="buildings">Gives the layouts of buildings; asked for a zip alone.</param>
    public static RecordUnit Of(string path, Func<GroupCatalog> buildings)
    {
        ArgumentNullException.ThrowIfNull(buildings);
        try
        {
            using var stream = InputFile.Open(path);
            var first = stream.ReadByte();
            stream.Position = 0;
            return (first == 'P' ? HasTable(stream, buildings()) : HasFirstRecord(stream)) ? RecordUnit.Building : RecordUnit.Person;
        }
        catch (Exception error) when (error is Records.MuutostietoException or IOException or InvalidDataException)
        {
            return RecordUnit.Person;
        }
    }

    private static bool HasTable(Stream stream, GroupCatalog buildings)
    {
        using var zip = new ZipArchive(stream, ZipArchiveMode.Read);
        return zip.Entries.Any(entry => buildings.Groups.Any(spec => CsvTable.Of(spec).FileName == entry.FullName));
    }

    /// <summary>A person's record has a <c>hetu</c>, also where its groups name a building.</summary>
    private static bool HasFirstRecord(Stream stream)
    {
        var buffer = new byte[LongestLine];
        var line = buffer.AsSpan(0, stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false)).TrimStart("\uFEFF \r\n\t"u8);
        line = line.IndexOf((byte)'\n') is >= 0 and var end ? line[..end] : line;
        return line.StartsWith("{"u8) && line.IndexOf("\"rakennustunnus\""u8) >= 0 && line.IndexOf("\"hetu\""u8) < 0;
    }
}
