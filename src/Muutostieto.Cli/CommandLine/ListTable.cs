namespace Muutostieto.Cli.CommandLine;

/// <summary>
/// A list with a heading over each column. Into a pipe each row is one line; on a terminal that is too narrow a row goes on in lines below
/// its first, indented.
/// </summary>
/// <param name="columns">The headings, in order; one that ends in a blank is of numbers, which are aligned to the right.</param>
internal sealed class ListTable(params string[] columns)
{
    private const string Gap = "  ";
    private const string Indent = "      ";
    private readonly List<string[]> rows = [];

    /// <summary>Adds a row: a cell a column, null for nothing.</summary>
    internal void Add(params string?[] cells) => rows.Add([.. cells.Select(cell => cell ?? "")]);

    /// <param name="terminal">Where it is written.</param>
    internal void Write(Terminal terminal)
    {
        var headings = columns.Select(column => column.TrimEnd()).ToArray();
        var widths = columns
            .Select((_, at) => rows.Select(row => row[at].Length).Append(headings[at].Length).Max())
            .ToArray();
        foreach (var row in rows.Prepend(headings))
        {
            var line = "";
            for (var at = 0; at < row.Length; at++)
            {
                var cell = columns[at].EndsWith(' ') ? row[at].PadLeft(widths[at]) : row[at].PadRight(widths[at]);
                if (at > 0 && terminal.Width is { } width && line.Length + Gap.Length + cell.TrimEnd().Length > width)
                {
                    terminal.Out.WriteLine(line.TrimEnd());
                    line = Indent + cell.TrimStart();
                }
                else
                {
                    line += (at == 0 ? "" : Gap) + cell;
                }
            }

            terminal.Out.WriteLine(line.TrimEnd());
        }
    }
}
