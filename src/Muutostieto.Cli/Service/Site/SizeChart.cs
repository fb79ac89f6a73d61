using System.Globalization;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Hosting.Status;
using Muutostieto.Records.Dates;

namespace Muutostieto.Cli.Service.Site;

/// <summary>
/// Deliveries one beside the other: a bar as high as the delivery is large, and below it a sign for how it stands. A base, a hundred times as large as changes, is a hollow bar of full height.
/// Where there is no room for all, the oldest are cut off. Whoever cannot see it hears what it shows, and finds the same in a table.
/// </summary>
internal sealed class SizeChart(PermitStatus permit, SiteWords words, bool isLarge)
{
    private const int Signs = 14;
    private static readonly double[] GridLines = [1, 0.5];
    private const int Room = 1080;
    private readonly int height = isLarge ? 150 : 34;
    private readonly int axis = isLarge ? 64 : 0;
    private readonly int top = isLarge ? 8 : 0;
    private int step = 11;
    private int bar = 8;

    internal Markup Draw(int most)
    {
        var shown = permit.Deliveries.Take(most).Reverse().ToList();
        if (shown.Count == 0)
        {
            return Markup.Of($"""<span class="none">{(permit.IsKnown ? words.NoDeliveries : words.NotKnown)}</span>""");
        }

        (step, bar) = isLarge && Math.Clamp(Room / shown.Count, 13, 28) is var wide ? (wide, wide * 7 / 10) : (step, bar);
        var changes = shown.Where(delivery => delivery.Kind == DeliveryKind.Changes).Select(delivery => delivery.Bytes).DefaultIfEmpty(0).Max();
        var bars = Markup.Join(shown.Select((delivery, index) => Bar(delivery, (index * step) + 2, changes)));
        var width = (shown.Count * step) + 4 + axis;
        var total = height + Signs + (isLarge ? 20 : 0);
        var troubled = shown.Count(delivery => permit.Troubles.Any(trouble => trouble.Delivery == delivery));
        var text = words.ChartOf(shown.Count, words.Day(shown[0].Planned), words.Day(shown[^1].Planned), words.Bytes(changes), troubled);
        return Markup.Of($"""
            <svg class="chart" role="img" width="{width}" height="{total}" viewBox="0 0 {width} {total}" preserveAspectRatio="xMaxYMid slice"><title>{words.SizesOverTime}: {permit.Id}. {text}</title>
            {(isLarge ? Grid(shown, changes, width) : Markup.None)}{bars}</svg>
            """);
    }

    /// <summary>What a sign means, for below the chart.</summary>
    internal static Markup Key(Level level, string word) => Markup.Of($"""<span class="key"><svg class="chart {level.ClassOf()}" width="14" height="14" viewBox="0 0 14 14" aria-hidden="true">{Sign(level, withdrawn: false, 7, 7)}</svg> {word}</span>""");

    /// <summary>What the hollow bar means.</summary>
    internal static Markup BaseKey(SiteWords words) =>
        Markup.Of($"""<span class="key"><svg class="chart waiting" width="14" height="14" viewBox="0 0 14 14" aria-hidden="true"><rect class="base" x="3.5" y="1.5" width="7" height="11"/></svg> {words.KindOf(DeliveryKind.Base)}</span>""");

    private Markup Bar(DeliveryGlance delivery, int x, long largest)
    {
        var isBase = delivery.Kind == DeliveryKind.Base;
        var tall = isBase ? height - top - 1 : Math.Max(2, largest == 0 ? 0 : (height - top - 1) * (double)delivery.Bytes / largest);
        var trouble = permit.Troubles.FirstOrDefault(trouble => trouble.Delivery == delivery);
        var level = trouble is null ? Levels.Of(delivery) : Levels.Of(trouble);
        var withdrawn = delivery.State == DeliveryState.Withdrawn;
        var told = $"{words.TitleOf(delivery.Kind, delivery.Number)}, {words.Day(delivery.Planned)}, {words.Bytes(delivery.Bytes)}, {(trouble is null ? words.StateOf(delivery.State) : words.TroubleOf(trouble.Kind))}";
        return Markup.Of($"""<g class="{(withdrawn ? "withdrawn" : level.ClassOf())}"><title>{told}</title><rect class="{(isBase ? "base" : "bar")}" x="{x + (isBase ? 0.5 : 0)}" y="{height - tall}" width="{bar - (isBase ? 1 : 0)}" height="{tall}"/>{Sign(level, withdrawn, x + (bar / 2.0), height + 8)}</g>""");
    }

    private static Markup Sign(Level level, bool withdrawn, double x, double y) => withdrawn
        ? Markup.Of($"""<path class="line" d="M{x - 3} {y}h6"/>""")
        : level switch
        {
            Level.Good => Markup.Of($"""<circle class="sign" cx="{x}" cy="{y}" r="3"/>"""),
            Level.Waiting => Markup.Of($"""<circle class="line" cx="{x}" cy="{y}" r="2.6"/>"""),
            Level.Warning => Markup.Of($"""<path class="sign" d="M{x} {y - 4}l4 7h-8z"/>"""),
            _ => Markup.Of($"""<path class="cross" d="M{x - 3} {y - 3}l6 6m0-6l-6 6"/>"""),
        };

    private Markup Grid(List<DeliveryGlance> shown, long largest, int width)
    {
        var lines = largest == 0 ? Markup.None : Markup.Join(GridLines.Select(part => Markup.Of(
            $"""<path class="grid" d="M0 {height - ((height - top - 1) * part)}H{width - axis}"/><text x="{width - axis + 6}" y="{height - ((height - top - 1) * part) + 4}">{words.Bytes((long)(largest * part))}</text>""")));
        var months = new List<Markup>();
        var (before, free) = (0, 0);
        for (var i = 0; i < shown.Count; i++)
        {
            var month = TimeZoneInfo.ConvertTime(shown[i].Planned, HelsinkiTime.Zone);
            var x = (i * step) + 2;
            if (month.Month != before && x >= free)
            {
                var name = month.Month == 1 || before == 0 ? $"{words.Month(month.Month)} {month.Year.ToString(CultureInfo.InvariantCulture)}" : words.Month(month.Month);
                months.Add(Markup.Of($"""<text x="{x}" y="{height + Signs + 14}">{name}</text>"""));
                (before, free) = (month.Month, x + (name.Length * 7) + 4);
            }
        }

        return Markup.Of($"{lines}{Markup.Join(months)}");
    }
}
