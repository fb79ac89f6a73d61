using System.Text;

namespace Muutostieto.Hosting.Reports;

/// <summary>A person's report as plain text, as wide as a page of A4 in letters of 10 points.</summary>
public static class PersonReportText
{
    /// <summary>Characters in a line.</summary>
    internal const int Width = 80;

    private const int Gap = 2;
    private const int NumberWidth = 4;

    public static void Write(TextWriter output, PersonReport report, ReportWords words)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(words);
        output.WriteLine(words.Title);
        output.WriteLine(new string('=', words.Title.Length));
        foreach (var paragraph in words.Before(report).Append(words.Law))
        {
            output.WriteLine();
            Wrap(output, "", paragraph, 0);
        }

        var disclosures = report.Disclosures.Select(disclosure => words.RowsOf(disclosure).ToList()).ToList();
        var names = disclosures.SelectMany(rows => rows).Select(row => row.Name.Length + Gap).DefaultIfEmpty().Max();
        foreach (var (index, rows) in disclosures.Index())
        {
            output.WriteLine();
            foreach (var (at, (name, value)) in rows.Index())
            {
                var number = at == 0 ? FormattableString.Invariant($"{index + 1}. ") : "";
                Wrap(output, number.PadRight(NumberWidth) + name.PadRight(names), value, NumberWidth + names);
            }
        }
    }

    /// <summary>A text after what its first line begins with, its further lines indented; a word longer than a line is cut.</summary>
    private static void Wrap(TextWriter output, string begin, string text, int indent)
    {
        var line = new StringBuilder(begin);
        var isEmpty = true;
        foreach (var word in text.Split(' ').SelectMany(word => Pieces(word, Width - indent)))
        {
            if (!isEmpty && line.Length + 1 + word.Length > Width)
            {
                output.WriteLine(line.ToString().TrimEnd());
                line.Clear().Append(' ', indent);
                isEmpty = true;
            }

            line.Append(isEmpty ? "" : " ").Append(word);
            isEmpty = false;
        }

        output.WriteLine(line.ToString().TrimEnd());
    }

    private static IEnumerable<string> Pieces(string word, int most)
    {
        for (var at = 0; at < word.Length || at == 0; at += most)
        {
            yield return word.Substring(at, Math.Min(most, word.Length - at));
        }
    }
}
