using System.Globalization;
using System.Xml;

namespace Muutostieto.Records.Workbooks;

/// <summary>
/// The rows of the first sheet of a workbook (Office Open XML), one after the other: cells of days become ISO days, numbers keep their
/// digits, all other cells are text. Written here and not by a library, because the workbook is another party's: whatever is in it, memory
/// stays bounded, nothing is written to disk, and what it asks for too much is refused.
/// </summary>
public sealed class WorkbookRows : IDisposable
{
    /// <summary>Columns of a row that are read; there may be more.</summary>
    public const int MostColumns = 201;

    private const int MostRows = 1_048_576;
    private const long LargestSheet = 2L << 30;
    private const long LargestStrings = 512L << 20;
    private readonly string name;
    private readonly WorkbookParts parts;
    private readonly WorkbookStrings strings;
    private readonly WorkbookDays days;

    private WorkbookRows(string name, WorkbookParts parts)
    {
        (this.name, this.parts) = (name, parts);
        strings = new WorkbookStrings(parts.Open("sharedStrings", LargestStrings));
        days = new WorkbookDays(parts.Open("styles", WorkbookParts.LargestPart), parts.Is1904);
    }

    /// <summary>Opens a workbook.</summary>
    /// <param name="name">What messages call it.</param>
    /// <param name="workbook">Can seek; left open.</param>
    /// <exception cref="MuutostietoException">Usage: it is none, or asks for too much.</exception>
    public static WorkbookRows Open(string name, Stream workbook) =>
        Guarded(name, () => new WorkbookRows(name, WorkbookParts.Of(workbook)));

    /// <summary>Gives the values of each row; row N of the sheet is the Nth. Empty rows at the end are left out.</summary>
    /// <param name="take">Takes a row, of <see cref="MostColumns"/> values at most; valid until the next.</param>
    /// <param name="cancellation">Breaks off.</param>
    /// <exception cref="MuutostietoException">Usage: it is no workbook with a sheet, or asks for too much.</exception>
    public void Read(Action<IReadOnlyList<string>> take, CancellationToken cancellation) => Guarded(name, () =>
    {
        using var sheet = parts.OpenSheet(LargestSheet);
        var (row, given) = (0, 0);
        while (sheet.Next())
        {
            if (!sheet.IsElement("row"))
            {
                continue;
            }

            cancellation.ThrowIfCancellationRequested();
            var number = sheet["r"] is { } text ? int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture) : row + 1;
            row = number > row && number <= MostRows ? number : throw new WorkbookLimitException("its rows are out of order");
            var values = RowOf(sheet);
            if (values.TrueForAll(value => value.Length == 0))
            {
                continue;
            }

            for (; given < row - 1; given++)
            {
                take([]);
            }

            take(values);
            given = row;
        }

        return given;
    });

    public void Dispose() => parts.Dispose();

    private List<string> RowOf(WorkbookXml sheet)
    {
        var (values, column) = (new List<string>(), 0);
        for (var inner = sheet.Inside(); inner.Next();)
        {
            if (!sheet.IsElement("c"))
            {
                continue;
            }

            column = sheet["r"] is { } place ? ColumnOf(place) : column + 1;
            var (kind, style) = (sheet["t"], sheet["s"]);
            var (value, inline) = CellOf(sheet);
            if (column > MostColumns)
            {
                continue;
            }

            while (values.Count < column)
            {
                values.Add("");
            }

            values[column - 1] = kind switch
            {
                "s" => value.Length == 0 ? "" : strings[int.Parse(value, NumberStyles.None, CultureInfo.InvariantCulture)],
                "inlineStr" => inline,
                "d" => value.EndsWith("T00:00:00", StringComparison.Ordinal) ? value[..^9] : value,
                "str" or "e" or "b" => value,
                _ => days.Text(value, style),
            };
        }

        return values;
    }

    private static (string Value, string Inline) CellOf(WorkbookXml sheet)
    {
        var (value, inline) = ("", "");
        for (var inner = sheet.Inside(); inner.Next();)
        {
            if (sheet.IsElement("v"))
            {
                value = sheet.Text();
            }
            else if (sheet.IsElement("is"))
            {
                inline = WorkbookStrings.TextOf(sheet);
            }
        }

        return (value, inline);
    }

    /// <summary>From 1: of <c>B12</c> it is 2.</summary>
    private static int ColumnOf(string place)
    {
        var column = 0;
        foreach (var letter in place.TakeWhile(char.IsAsciiLetter).Take(4))
        {
            column = (column * 26) + (char.ToUpperInvariant(letter) - 'A' + 1);
        }

        return column > 0 ? column : throw new WorkbookLimitException("a cell has no place");
    }

    private static T Guarded<T>(string name, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception failure) when (failure is InvalidDataException or XmlException or NotSupportedException or FormatException
            or OverflowException or ArgumentException or EndOfStreamException)
        {
            throw new MuutostietoException(
                FailureKind.Usage,
                $"{name}: a zip that is no workbook with a sheet{(failure is WorkbookLimitException ? $": {failure.Message}" : "")}. "
                    + "Nothing was matched. Save the register as .xlsx or as CSV, not zipped.",
                failure);
        }
    }
}
