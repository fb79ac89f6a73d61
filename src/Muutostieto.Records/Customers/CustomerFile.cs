using CsvHelper;

namespace Muutostieto.Records.Customers;

/// <summary>
/// A customer's register as a CSV file: headings, then a row each, with <c>;</c> or <c>,</c> between the values, in UTF-8 or ISO-8859-1.
/// Columns are found by their headings, in any order; those with other headings are passed through. A last line <c>#rivit;N</c> says how
/// many rows there are. The whole file is checked when it is opened, and read once more row by row: memory is 16 bytes a row. The layout is
/// ours, as none is public.
/// </summary>
public sealed class CustomerFile : IDisposable
{
    /// <summary>Characters of the longest reference.</summary>
    public const int LongestReference = 64;

    /// <summary>Bytes of the longest value: no cell of a workbook holds more characters.</summary>
    public const int LongestValue = 32_767;

    private const string Trailer = "#rivit";
    private readonly Stream content;
    private readonly CustomerColumns columns;
    private CsvReader? reader;

    private CustomerFile(string name, Stream content, CustomerText text, CustomerColumns columns) =>
        (Name, this.content, CharacterSet, this.columns) = (name, content, text, columns);

    /// <summary>What messages call the file.</summary>
    public string Name { get; }

    /// <summary>In which characters it is written.</summary>
    public CustomerText CharacterSet { get; }

    /// <summary><c>;</c> or <c>,</c>.</summary>
    public char Separator => columns.Separator;

    /// <summary>The headings of the columns that are passed through, in their order.</summary>
    public IReadOnlyList<string> Passed => columns.Passed;

    /// <summary>Rows, the headings and the last line not counted.</summary>
    public long Rows { get; private set; }

    /// <summary>
    /// For how many persons its rows ask, counted up to <see cref="CustomerSubjects.Most"/>: different identity codes that are well formed,
    /// and different names with days of birth.
    /// </summary>
    public int Subjects { get; private set; }

    /// <summary>Opens a file and checks all of it.</summary>
    /// <param name="name">What messages call it.</param>
    /// <param name="content">Can seek; left open.</param>
    /// <param name="cancellation">Breaks the check off.</param>
    /// <exception cref="MuutostietoException">Usage: it is no such file; the message has the line and what to do, and no value of a
    /// row.</exception>
    public static CustomerFile Open(string name, Stream content, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(content);
        var text = CustomerTextDetection.Of(name, content, cancellation);
        var columns = CustomerColumns.Read(name, content, text);
        var file = new CustomerFile(name, content, text, columns);
        file.Check(cancellation);
        return file;
    }

    /// <summary>The next row; null after the last.</summary>
    public CustomerRow? Read()
    {
        reader ??= Begin();
        return Next(reader) ? columns.RowOf(reader) : null;
    }

    public void Dispose() => reader?.Dispose();

    private void Check(CancellationToken cancellation)
    {
        var (references, subjects) = (new CustomerReferences(Name), new CustomerSubjects());
        using var checking = Begin();
        while (Next(checking))
        {
            cancellation.ThrowIfCancellationRequested();
            if (checking.FieldCount != columns.Count)
            {
                throw Fault(
                    checking,
                    $"values: {checking.FieldCount}, headings: {columns.Count}",
                    "Give each row a value for each heading, in quotes where it has the separator in it.");
            }

            references.Add(checking.GetString(columns.Reference).Trim(), checking.LineNumber);
            RequireShort(checking);
            if (!subjects.AreMany)
            {
                subjects.Add(columns.RowOf(checking));
            }

            Rows++;
        }

        Subjects = subjects.Count;

        if (Rows == 0)
        {
            throw Fault(checking, "there are headings and no row", "Send the rows that are to be brought up to date.");
        }
    }

    private void RequireShort(CsvReader row)
    {
        for (var column = 0; column < columns.Count; column++)
        {
            if (row.GetSpan(column).Length > LongestValue)
            {
                throw Fault(row, $"value {column + 1} has more than {LongestValue} bytes", "Shorten it, or leave the column out.");
            }
        }
    }

    /// <summary>The next row; false at the end of the file, or at its last line, which is then checked.</summary>
    private bool Next(CsvReader rows)
    {
        try
        {
            if (!rows.Read())
            {
                return false;
            }

            if (!rows.GetSpan(0).StartsWith("#"u8))
            {
                return true;
            }

            CheckTrailer(rows);
            return false;
        }
        catch (Exception failure) when (failure is CsvFormatException or CsvValidationException or InvalidDataException)
        {
            throw Fault(
                rows, "its quotes do not pair, or it is too long", "Put a quote within a value twice, and send the file anew.", failure);
        }
    }

    private void CheckTrailer(CsvReader rows)
    {
        var isCount = rows.FieldCount >= 2
            && rows.GetString(0) == Trailer
            && Enumerable.Range(2, rows.FieldCount - 2).All(column => rows.GetSpan(column).IsEmpty);
        if (!isCount || !long.TryParse(rows.GetSpan(1), out var said))
        {
            throw Fault(
                rows, $"it begins with #, and is not \"{Trailer}{Separator}N\"", "A reference does not begin with #. Correct the line.");
        }

        var (line, found) = (rows.LineNumber, rows.RowNumber - 1);
        if (rows.Read())
        {
            throw Fault(rows, $"there are lines after \"{Trailer}\" in line {line}", "Make it the last line.");
        }

        if (said != found)
        {
            throw new MuutostietoException(
                FailureKind.Usage,
                $"{Name}, line {line}: it says {said} rows, and there are {found}. Nothing was matched. The file is cut or was put "
                    + "together from parts: send it anew.");
        }
    }

    private CsvReader Begin()
    {
        content.Position = 0;
        var rows = columns.NewReader(content, CharacterSet);
        rows.ReadHeader();
        return rows;
    }

    private MuutostietoException Fault(CsvReader rows, string what, string remedy, Exception? failure = null) => new(
        FailureKind.Usage, $"{Name}, line {rows.LineNumber}: {what}. Nothing was matched. {remedy}", failure);
}
