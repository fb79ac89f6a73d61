using System.Globalization;
using System.Text;

namespace Muutostieto.Synthetic.Reference;

/// <summary>
/// The tables that travel in the assembly: a comment line naming the authority, a header line, then rows separated by semicolons.
/// </summary>
internal static class ReferenceTable
{
    private const string Prefix = "Muutostieto.Synthetic.Tables.";

    /// <summary>The rows of <c>Tables/NAME.csv</c>.</summary>
    public static List<string[]> Rows(string name)
    {
        using var stream = Open($"{name}.csv");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var rows = new List<string[]>();
        var lines = 0;
        while (reader.ReadLine() is { } line)
        {
            if (lines++ >= 2)
            {
                rows.Add(line.Split(';'));
            }
        }

        return rows;
    }

    /// <summary>The file <c>Tables/NAME</c>.</summary>
    public static Stream Open(string name) => typeof(ReferenceTable).Assembly.GetManifestResourceStream(Prefix + name)
        ?? throw new InvalidOperationException($"Table {name} is not in the assembly.");

    public static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
