using System.IO.Compression;
using System.Text;
using CsvHelper;

namespace Muutostieto.SelfService.Residents.Files;

/// <summary>Reads a table of a delivered CSV package row by row; its hash has been compared.</summary>
internal sealed class DeliveredTable : IDisposable
{
    /// <summary>The table with a row for each person.</summary>
    internal const string Persons = "henkilot.csv";

    internal const string IdentityCode = "henkilotunnus";

    private static readonly CsvReaderOptions Options = CsvReaderOptions.Default with
    {
        Separator = ';',
        MalformedData = CsvMalformedDataHandling.Throw,
        FieldCountMismatch = CsvFieldCountHandling.Throw,
        IncludeValuesInExceptions = false,
        MaxRecordSize = 1 << 20,
    };

    private readonly ZipArchive zip;
    private readonly CsvReader reader;

    private DeliveredTable(ZipArchive zip, ZipArchiveEntry entry)
    {
        this.zip = zip;
        reader = CsvReader.Create(entry.Open(), Options, leaveOpen: false);
        reader.ReadHeader();
        Columns = [.. reader.Headers.ToArray()];
    }

    internal IReadOnlyList<string> Columns { get; }

    /// <summary>The table of a name; null when the package has none that it fits.</summary>
    /// <param name="package">Stays open.</param>
    /// <param name="isWanted">Says of a file's name whether it is the one.</param>
    internal static DeliveredTable? Open(Stream package, Func<string, bool> isWanted)
    {
        package.Seek(0, SeekOrigin.Begin);
        var zip = new ZipArchive(package, ZipArchiveMode.Read, leaveOpen: true);
        if (zip.Entries.FirstOrDefault(entry => isWanted(entry.FullName)) is { } found)
        {
            return new DeliveredTable(zip, found);
        }

        zip.Dispose();
        return null;
    }

    /// <summary>The table of all persons.</summary>
    internal static DeliveredTable OpenPersons(Stream package) =>
        Open(package, name => name == Persons) ?? throw new InvalidDataException("A package without its table of persons.");

    /// <summary>Goes on to the next row.</summary>
    /// <returns>Whether there is one.</returns>
    internal bool Read() => reader.Read();

    /// <summary>The values of the row, one a column.</summary>
    internal IReadOnlyList<string> Row() =>
        [.. Enumerable.Range(0, Columns.Count).Select(column => Encoding.UTF8.GetString(reader.GetSpan(column)))];

    /// <summary>The value in a column of a name; empty when there is no such column.</summary>
    internal string Value(string column)
    {
        for (var index = 0; index < Columns.Count; index++)
        {
            if (Columns[index] == column)
            {
                return Encoding.UTF8.GetString(reader.GetSpan(index));
            }
        }

        return "";
    }

    public void Dispose()
    {
        reader.Dispose();
        zip.Dispose();
    }
}
