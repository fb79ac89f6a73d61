using System.Globalization;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Hosting.Status;
using Muutostieto.Records.Dates;
using Muutostieto.Server.Words;

namespace Muutostieto.Server.Pages;

/// <summary>
/// Where what is in a chart of deliveries: a bar as high as the delivery is large, and below it a sign for how it is. A base, a hundred
/// times as large as changes, is a hollow bar of full height. Where there is no room for all, the oldest are cut off.
/// </summary>
internal sealed class Chart
{
    private const int SignHeight = 14;
    private const int Room = 1080;
    private readonly SiteWords words;
    private readonly bool isLarge;
    private readonly int height;
    private readonly int axis;
    private readonly int top;
    private readonly int step;
    private readonly int bar;

    internal Chart(PermitStatus permit, IReadOnlyList<DeliveryOverview> shown, SiteWords words, bool isLarge)
    {
        (this.words, this.isLarge) = (words, isLarge);
        (height, axis, top) = isLarge ? (150, 64, 8) : (34, 0, 0);
        (step, bar) = isLarge && Math.Clamp(Room / shown.Count, 13, 28) is var wide ? (wide, wide * 7 / 10) : (11, 8);
        Largest = shown.Where(delivery => delivery.Kind == DeliveryKind.Changes).Select(delivery => delivery.Bytes).DefaultIfEmpty(0).Max();
        Width = (shown.Count * step) + 4 + axis;
        Bars = [.. shown.Select((delivery, index) => BarOf(delivery, permit, (index * step) + 2))];
        Lines = isLarge && Largest > 0 ? [.. new[] { 1, 0.5 }.Select(LineOf)] : [];
        Months = isLarge ? [.. MonthsOf(shown)] : [];
    }

    internal int Width { get; }

    internal int Height => height + SignHeight + (isLarge ? 20 : 0);

    /// <summary>The largest change delivery's bytes.</summary>
    internal long Largest { get; }

    internal IReadOnlyList<ChartBar> Bars { get; }

    /// <summary>Of the grid: how far down, how far to the right, what size that is.</summary>
    internal IReadOnlyList<(double Y, int End, string Size)> Lines { get; }

    /// <summary>Where the names of months are.</summary>
    internal IReadOnlyList<(int X, int Y, string Name)> Months { get; }

    /// <summary>A coordinate: two decimals are enough for any screen.</summary>
    internal static string Place(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    private ChartBar BarOf(DeliveryOverview delivery, PermitStatus permit, int x)
    {
        var isBase = delivery.Kind != DeliveryKind.Changes;
        var tall = isBase ? height - top - 1 : Math.Max(2, Largest == 0 ? 0 : (height - top - 1) * (double)delivery.Bytes / Largest);
        var alert = permit.Alerts.FirstOrDefault(alert => alert.Delivery == delivery);
        var state = alert is null ? words.StateOf(delivery.State) : words.AlertOf(alert.Kind);
        var name = words.TitleOf(delivery.Kind, delivery.Number);
        var title = $"{name}, {words.Day(delivery.Planned)}, {words.Bytes(delivery.Bytes)}, {state}";
        return new ChartBar(
            title, isBase, delivery.State == DeliveryState.Withdrawn, alert is null ? Levels.Of(delivery) : Levels.Of(alert),
            x + (isBase ? 0.5 : 0), height - tall, bar - (isBase ? 1 : 0), tall, x + (bar / 2.0), height + 8);
    }

    private (double Y, int End, string Size) LineOf(double part) =>
        (height - ((height - top - 1) * part), Width - axis, words.Bytes((long)(Largest * part)));

    private IEnumerable<(int X, int Y, string Name)> MonthsOf(IReadOnlyList<DeliveryOverview> shown)
    {
        var (before, free) = (0, 0);
        for (var i = 0; i < shown.Count; i++)
        {
            var month = TimeZoneInfo.ConvertTime(shown[i].Planned, HelsinkiTime.Zone);
            var x = (i * step) + 2;
            if (month.Month != before && x >= free)
            {
                var name = words.Month(month.Month);
                name = month.Month == 1 || before == 0 ? string.Create(CultureInfo.InvariantCulture, $"{name} {month.Year}") : name;
                yield return (x, height + SignHeight + 14, name);
                (before, free) = (month.Month, x + (name.Length * 7) + 4);
            }
        }
    }
}
