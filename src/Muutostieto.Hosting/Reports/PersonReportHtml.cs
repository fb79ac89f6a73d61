using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Muutostieto.Hosting.Reports;

/// <summary>A person's report as one HTML file without scripts or anything that is loaded, made to be printed on A4.</summary>
public static class PersonReportHtml
{
    private const string Style = """
        @page { size: A4; margin: 20mm }
        body { font-family: sans-serif; line-height: 1.4; max-width: 170mm; margin: 2em auto; padding: 0 1em }
        body { color: #000; background: #fff }
        h1 { font-size: 1.4em }
        li { margin: 0 0 1em; break-inside: avoid }
        dl { display: grid; grid-template-columns: max-content 1fr; gap: 0 1em; margin: 0 }
        dt { font-weight: bold }
        dd { margin: 0; overflow-wrap: anywhere }
        @media print { body { margin: 0; padding: 0; max-width: none } }
        """;

    public static void Write(TextWriter output, PersonReport report, ReportWords words)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(words);
        var encoder = HtmlEncoder.Create(UnicodeRanges.All);
        output.WriteLine("<!DOCTYPE html>");
        output.WriteLine($"<html lang=\"{words.Code}\">");
        output.WriteLine("<head>");
        output.WriteLine("<meta charset=\"utf-8\">");
        output.WriteLine("<meta name=\"viewport\" content=\"width=device-width\">");
        output.WriteLine($"<title>{encoder.Encode(words.Title)}</title>");
        output.WriteLine("<style>");
        output.WriteLine(Style.ReplaceLineEndings(output.NewLine));
        output.WriteLine("</style>");
        output.WriteLine("</head>");
        output.WriteLine("<body>");
        output.WriteLine($"<h1>{encoder.Encode(words.Title)}</h1>");
        foreach (var paragraph in words.Before(report).Append(words.Law))
        {
            output.WriteLine($"<p>{encoder.Encode(paragraph)}</p>");
        }

        if (report.Disclosures.Count > 0)
        {
            output.WriteLine("<ol>");
            foreach (var disclosure in report.Disclosures)
            {
                output.WriteLine("<li><dl>");
                foreach (var (name, value) in words.RowsOf(disclosure))
                {
                    output.WriteLine($"<dt>{encoder.Encode(name)}</dt><dd>{encoder.Encode(value)}</dd>");
                }

                output.WriteLine("</dl></li>");
            }

            output.WriteLine("</ol>");
        }

        output.WriteLine("</body>");
        output.WriteLine("</html>");
    }
}
