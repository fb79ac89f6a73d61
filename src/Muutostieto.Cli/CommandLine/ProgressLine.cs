using System.Diagnostics;
using System.Globalization;

namespace Muutostieto.Cli.CommandLine;

/// <summary>One line on a terminal with the progress, rate and remaining time of a long step. Silent when progress is not shown.</summary>
internal sealed class ProgressLine(Terminal terminal, string what, string unit, long? total) : IProgress<long>, IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);
    private readonly Stopwatch clock = Stopwatch.StartNew();
    private readonly Lock gate = new();
    private TimeSpan shown;
    private int width;

    public void Report(long value)
    {
        if (!terminal.ShowsProgress)
        {
            return;
        }

        lock (gate)
        {
            var elapsed = clock.Elapsed;
            if (elapsed - shown < Interval)
            {
                return;
            }

            shown = elapsed;
            var rate = value / Math.Max(elapsed.TotalSeconds, 0.001);
            var left =
                total is { } all && value > 0 && all > value
                    ? $", {TimeSpan.FromSeconds((all - value) / Math.Max(rate, 0.001)):m\\:ss} left"
                    : "";
            var share = total is > 0 ? string.Create(CultureInfo.InvariantCulture, $" {Math.Min(100, 100 * value / total.Value)} %") : "";
            Show(string.Create(CultureInfo.InvariantCulture, $"{what}: {value:N0} {unit}{share}, {rate:N0}/s{left}"));
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            if (width > 0)
            {
                Show("");
                terminal.Error.Write('\r');
            }
        }
    }

    private void Show(string text)
    {
        terminal.Error.Write('\r' + text.PadRight(width));
        width = text.Length;
    }
}
