using System.Globalization;
using System.Text;
using Muutostieto.Extracts.Orders;
using Muutostieto.Records.Model;
using Muutostieto.Records.Tables;

namespace Muutostieto.Extracts.Tables;

/// <summary>
/// A row a postal-code area: how many persons there are of each sex and age group. Small areas are merged with a neighbour, small counts
/// left out. There are no totals, as a count left out could be had from them. Who has no postal code, also because it is masked, no known
/// sex or no certain age is not counted.
/// </summary>
/// <param name="day">The day on which ages are counted.</param>
internal sealed class PostalCodeTable(DateOnly day) : IComputedTable
{
    /// <summary>Persons of an area that is not merged.</summary>
    internal const long SmallestArea = 200;

    /// <summary>The smallest count that is shown, but for 0.</summary>
    internal const long SmallestCount = 5;

    private const string Sex = "003";
    private static readonly int[] Youngest = [0, 18, 25, 35, 45, 55, 65, 75, 85];
    private static readonly string[] Sexes = ["miehet", "naiset"];
    private readonly Dictionary<(int Municipality, int Code), PostalArea> areas = [];
    private IReadOnlyList<PostalArea> rows = [];

    public string Name => "postinumeroalueet";

    public IReadOnlyList<TableColumn> Columns { get; } =
    [
        new("kuntanumerot"), new("postinumerot"),
        .. Sexes.SelectMany(sex => Youngest.Select((_, group) => new TableColumn($"{sex}_{NameOf(group)}", IsNumber: true))),
    ];

    public long SmallestFrame => SmallestArea;

    public long Rows => rows.Count;

    public void Add(RecordView person)
    {
        var place = (Municipality: PlaceOf.Municipality(person), Code: PlaceOf.PostalCode(person));
        if (place.Municipality == 0 || place.Code == 0 || CellOf(person) is not { } cell)
        {
            return;
        }

        if (!areas.TryGetValue(place, out var area))
        {
            areas.Add(place, area = new PostalArea(place.Municipality, place.Code, Sexes.Length * Youngest.Length));
        }

        area.Add(cell);
    }

    public void Finish() => rows = PostalAreas.Merge(areas.Values, SmallestArea);

    public void WriteTo(ITableRows rows, CancellationToken cancellation)
    {
        foreach (var area in this.rows)
        {
            cancellation.ThrowIfCancellationRequested();
            rows.Write(Codes(area.Municipalities, "D3"));
            rows.Write(Codes(area.Codes, "D5"));
            foreach (var count in area.Cells)
            {
                rows.Write(count is > 0 and < SmallestCount ? null : count);
            }

            rows.EndRow();
        }
    }

    private int? CellOf(RecordView person)
    {
        var sex = person.IndexOf(Sex) is var group and >= 0 ? person.Value(group, "sukupuoli") : default;
        return sex is [(byte)'1' or (byte)'2'] && AgeGroupOf(person) is { } age ? ((sex[0] - '1') * Youngest.Length) + age : null;
    }

    private int? AgeGroupOf(RecordView person)
    {
        if (BirthDays.Of(person) is not { } born || born.AgeOn(day) is not { Least: >= 0 } age)
        {
            return null;
        }

        var group = Array.FindLastIndex(Youngest, youngest => youngest <= age.Least);
        return group == Array.FindLastIndex(Youngest, youngest => youngest <= age.Greatest) ? group : null;
    }

    private static string NameOf(int group) => group == Youngest.Length - 1
        ? FormattableString.Invariant($"{Youngest[group]}_ja_yli")
        : FormattableString.Invariant($"{Youngest[group]}_{Youngest[group + 1] - 1}");

    private static byte[] Codes(IEnumerable<int> codes, string format) =>
        Encoding.ASCII.GetBytes(string.Join(' ', codes.Select(code => code.ToString(format, CultureInfo.InvariantCulture))));
}
