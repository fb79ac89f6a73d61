using System.Globalization;

namespace Muutostieto.Hosting;

/// <summary>Numbers and times as an operator reads them.</summary>
public static class Figures
{
    public static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A number and its noun, which agrees with it: "1 person", "2 persons".</summary>
    /// <param name="count">How many.</param>
    /// <param name="noun">For one.</param>
    /// <param name="plural">For any other number; null: with an s.</param>
    public static string Count(long count, string noun, string? plural = null) =>
        $"{Count(count)} {(count == 1 ? noun : plural ?? noun + "s")}";

    public static string Bytes(long bytes) => bytes switch
    {
        < 1_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes} B"),
        < 1_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e3:0.0} kB"),
        < 1_000_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0.0} MB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e9:0.00} GB"),
    };

    public static string Number(int number) => number.ToString("000", CultureInfo.InvariantCulture);

    public static string Time(DateTimeOffset time) => Records.Dates.HelsinkiTime.Text(time);
}
