using Muutostieto.PostgreSql.Copy;

namespace Muutostieto.Cli.CommandLine;

/// <summary>Shows on a terminal which table is being copied or compared.</summary>
internal sealed class CopyProgress(Terminal terminal) : ICopyObserver, IDisposable
{
    private ProgressLine? line;

    public void Copied(string store, string table, long rows) => Report("copying", store, table, rows);

    public void Written()
    {
    }

    public void Compared(string store, string table, long rows) => Report("comparing", store, table, rows);

    public void Dispose() => line?.Dispose();

    private void Report(string step, string store, string table, long rows)
    {
        if (rows == 0)
        {
            line?.Dispose();
            line = new ProgressLine(terminal, $"{step} {store}.{table}", "rows", total: null);
        }

        line?.Report(rows);
    }
}
