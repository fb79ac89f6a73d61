using System.Text;
using CsvHelper;
using Muutostieto.Records.Csv;

namespace Muutostieto.Records.Customers;

/// <summary>The headings of a customer's file: where its columns are.</summary>
internal sealed class CustomerColumns
{
    private const string ReferenceHeading = "rivi";
    private const int MostColumns = 200;
    private const int LongestHeading = 100;
    private static readonly string[] Known = [ReferenceHeading, "hetu", "sukunimi", "etunimet", "syntymaaika"];

    private readonly int[] known;
    private readonly int[] passed;

    private CustomerColumns(char separator, string[] headings)
    {
        Separator = separator;
        Count = headings.Length;
        known = [.. Known.Select(heading => Array.IndexOf(headings, heading))];
        passed = [.. Enumerable.Range(0, Count).Except(known)];
        Passed = [.. passed.Select(column => headings[column])];
    }

    internal char Separator { get; }

    /// <summary>How many there are.</summary>
    internal int Count { get; }

    internal IReadOnlyList<string> Passed { get; }

    /// <summary>Which column has the references.</summary>
    internal int Reference => known[0];

    /// <exception cref="MuutostietoException">Usage: a heading is missing, is there twice, or is nearly one that is missing.</exception>
    internal static CustomerColumns Read(string name, Stream content, CustomerText text)
    {
        var line = FirstLine(content, text);
        var separator = line.Contains(';', StringComparison.Ordinal) ? ';' : ',';
        if (line.Contains('\t', StringComparison.Ordinal) && !line.Contains(separator, StringComparison.Ordinal))
        {
            throw Fault(name, "its headings have tabs between them; expected ; or ,");
        }

        content.Position = 0;
        using var reader = NewReader(content, text, separator);
        string[] headings;
        try
        {
            reader.ReadHeader();
            headings = [.. reader.Headers.Select(heading => heading.Trim())];
        }
        catch (Exception failure) when (failure is CsvFormatException or CsvValidationException or InvalidDataException)
        {
            throw Fault(name, "it has no headings that can be read", failure);
        }

        headings = [.. headings.Select(heading =>
            Known.Contains(heading.ToLowerInvariant()) ? heading.ToLowerInvariant() : heading)];
        Check(name, headings);
        return new CustomerColumns(separator, headings);
    }

    internal CsvReader NewReader(Stream content, CustomerText text) => NewReader(content, text, Separator);

    internal CustomerRow RowOf(CsvReader reader) => new(
        Text(reader, 0),
        Text(reader, 1),
        Text(reader, 2),
        Text(reader, 3),
        Text(reader, 4),
        [.. passed.Select(column => reader.GetString(column))]);

    private string Text(CsvReader reader, int which) => known[which] < 0 ? "" : reader.GetString(known[which]).Trim();

    private static void Check(string name, string[] headings)
    {
        if (headings.Length > MostColumns)
        {
            throw Fault(name, $"{headings.Length} headings, and there may be {MostColumns}");
        }

        // A file without headings has a person in its first line, so that messages say which heading it is, and not how it reads.
        foreach (var (index, heading) in headings.Index())
        {
            if (heading.Length is 0 or > LongestHeading || heading.Any(char.IsControl))
            {
                throw Fault(
                    name, $"heading {index + 1} is empty, has more than {LongestHeading} characters or has a control character");
            }
        }

        if (headings.Index().GroupBy(heading => heading.Item.ToLowerInvariant()).FirstOrDefault(same => same.Count() > 1) is { } twice)
        {
            throw Fault(name, $"headings {string.Join(" and ", twice.Select(same => same.Index + 1))} are the same");
        }

        var missing = Known.Except(headings).ToList();
        foreach (var (index, heading) in headings.Index().Where(heading => !Known.Contains(heading.Item)))
        {
            if (Suggestion.Nearest(heading.ToLowerInvariant(), missing) is { } meant)
            {
                throw Fault(name, $"there is no heading \"{meant}\", and heading {index + 1} is nearly it");
            }
        }

        if (missing.Contains(ReferenceHeading))
        {
            throw Fault(name, $"the heading \"{ReferenceHeading}\", your own reference of each row, is missing");
        }

        if (missing.Contains("hetu") && missing.Count > 1)
        {
            throw Fault(name, "neither \"hetu\" nor all of \"sukunimi\", \"etunimet\" and \"syntymaaika\" are among the headings");
        }
    }

    private static string FirstLine(Stream stream, CustomerText text)
    {
        stream.Position = 0;
        using var reader = new StreamReader(stream, EncodingOf(text), detectEncodingFromByteOrderMarks: true, 4096, leaveOpen: true);
        var line = new StringBuilder();
        for (int letter; line.Length < 1 << 16 && (letter = reader.Read()) is >= 0 and not '\n';)
        {
            line.Append((char)letter);
        }

        return line.ToString();
    }

    private static CsvReader NewReader(Stream content, CustomerText text, char separator)
    {
        var options = CsvColumns.ReaderOptions with
        {
            Separator = separator,
            FieldCountMismatch = CsvFieldCountHandling.Allow,
            TrackLineNumbers = true,
        };
        return text == CustomerText.Utf8
            ? CsvReader.Create(content, options, leaveOpen: true)
            : CsvReader.Create(
                Encoding.CreateTranscodingStream(content, Encoding.Latin1, Encoding.UTF8, leaveOpen: true), options, leaveOpen: false);
    }

    private static Encoding EncodingOf(CustomerText text) => text == CustomerText.Utf8 ? Encoding.UTF8 : Encoding.Latin1;

    private static MuutostietoException Fault(string name, string what, Exception? failure = null) => new(
        FailureKind.Usage,
        $"{name}, line 1: {what}. Nothing was matched. The first line has headings: {string.Join(';', Known)}, and any others.",
        failure);
}
