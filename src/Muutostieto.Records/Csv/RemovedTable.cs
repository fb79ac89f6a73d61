using Muutostieto.Records.Groups;
using Muutostieto.Records.Model;

namespace Muutostieto.Records.Csv;

/// <summary>
/// The table of a repeated extract that names what the extract before had and this one has not: codes, and nothing else. It is there also
/// when it is empty.
/// </summary>
public sealed class RemovedTable
{
    /// <summary>Of the table, its file and its sheet.</summary>
    public const string Name = "poistuneet";

    private const string Dwelling = "huoneistotunnus";
    private readonly bool ofDwellings;

    private RemovedTable(string heading, bool ofDwellings)
    {
        this.ofDwellings = ofDwellings;
        Columns = ofDwellings ? [heading, Dwelling] : [heading];
    }

    /// <summary>The code of the person or building; of dwellings then the permanent dwelling id.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>Of persons or buildings.</summary>
    /// <param name="unit">What the records are about.</param>
    /// <param name="heading">Of the codes; null: as in the tables of records.</param>
    public static RemovedTable Of(RecordUnit unit, string? heading = null) =>
        new(heading ?? LeadingColumns.Of(unit)[1], ofDwellings: false);

    /// <summary>Of dwellings, each by building and id.</summary>
    public static RemovedTable OfDwellings() => new(LeadingColumns.Of(RecordUnit.Building)[1], ofDwellings: true);

    /// <summary>A row, a value for each of <see cref="Columns"/>.</summary>
    /// <param name="record">A record of the code alone; of a dwelling with one group, which has the id.</param>
    public IReadOnlyList<string> RowOf(RecordView record)
    {
        var code = record.Text(HeaderField.IdentityCode);
        return ofDwellings ? [code, record.Text(0, Dwelling)] : [code];
    }
}
