using System.Globalization;
using Muutostieto.Records.Model;
using Muutostieto.Records.Tables;
using Muutostieto.Register.Buildings;

namespace Muutostieto.Extracts.Tables;

/// <summary>
/// The fields of the open address file, a row an address: of buildings alone that have coordinates, and of addresses with a postal code, as
/// in the open file. Which uses count as production is ours: classes of 1994 from 600 on.
/// </summary>
/// <param name="regions">Of municipalities.</param>
/// <param name="day">The day of the extract.</param>
internal sealed class OpenAddressTable(Regions regions, DateOnly day) : IRowTables
{
    private const string Production = "6";
    private readonly string extracted = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public IReadOnlyList<TableShape> Tables { get; } =
    [
        new(
            "osoitteet",
            "osoitteet",
            [
                .. new[]
                {
                    "rakennustunnus", "sijaintikunta", "maakunta", "kayttotarkoitus", "pohjoiskoordinaatti", "itakoordinaatti",
                    "osoitenumero", "katunimi_fi", "katunimi_sv", "katunumero", "postinumero", "aanestysalue", "aanestysalue_fi",
                    "aanestysalue_sv", "sijaintikiinteisto", "poimintapaiva",
                }.Select(name => new TableColumn(name)),
            ]),
    ];

    public string? TableOfAll => null;

    public bool HasRows(RecordView record) => PlaceOf(record) >= 0 && Addresses(record).Any();

    public void Write(RecordView record, IReadOnlyList<ITableRows> rows)
    {
        if (PlaceOf(record) is not (>= 0 and var place))
        {
            return;
        }

        foreach (var address in Addresses(record))
        {
            var municipality = One(record, BuildingState.Location, "kuntakoodi");
            ReadOnlySpan<string> values =
            [
                record.Text(HeaderField.IdentityCode), municipality, regions.Of(municipality), UseOf(One(record, "937", "kayttotarkoitus")),
                record.Text(place, "pohjoiskoordinaatti"), record.Text(place, "itakoordinaatti"), record.Text(address, "osoitenumero"),
                record.Text(address, "katunimi_fi"), record.Text(address, "katunimi_sv"), record.Text(address, "katunumero"),
                record.Text(address, "postinumero"), One(record, "966", "numero"), One(record, "966", "nimi"), "",
                One(record, "933", "kiinteistotunnus"), extracted,
            ];
            foreach (var value in values)
            {
                rows[0].Write(value);
            }

            rows[0].EndRow();
        }
    }

    /// <summary>The group with both coordinates; negative when there is none.</summary>
    private static int PlaceOf(RecordView record) =>
        record.IndexOf("934") is >= 0 and var place
        && !record.Value(place, "pohjoiskoordinaatti").IsEmpty
        && !record.Value(place, "itakoordinaatti").IsEmpty
            ? place
            : -1;

    private static IEnumerable<int> Addresses(RecordView record) =>
        record.AllOf(BuildingState.Address).Where(address => !record.Value(address, "postinumero").IsEmpty);

    /// <summary>1: a building to live or do business in; 2: for production or another use; empty when the class is not known.</summary>
    private static string UseOf(string use) =>
        use.Length == 0 ? "" : string.CompareOrdinal(use, Production) < 0 ? "1" : "2";

    private static string One(RecordView record, string code, string field) =>
        record.IndexOf(code) is >= 0 and var group ? record.Text(group, field) : "";
}
