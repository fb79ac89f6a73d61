namespace Muutostieto.Records.Csv;

/// <summary>How a CSV package is made.</summary>
public sealed record CsvPackageOptions
{
    /// <summary>
    /// The tables that are there even when empty, so that a recipient's schema is the same every time. Other groups get a table when they
    /// occur.
    /// </summary>
    public IReadOnlyList<CsvTable> Tables { get; init; } = [];

    /// <summary>Whether only <see cref="Tables"/> may occur; a group without a table is an error then, not a new file.</summary>
    public bool TablesOnly { get; init; }

    /// <summary>Whether <c>henkilot.csv</c> is made: for base deliveries, where a record is a person. Needs <see cref="Tables"/>.</summary>
    public bool WithPersons { get; init; }

    /// <summary>
    /// The table <c>poistuneet.csv</c>, made also when it is empty: for extracts that come after one of their order. Null: there is none.
    /// </summary>
    public RemovedTable? Removed { get; init; }

    /// <summary>Name of the package in <c>datapackage.json</c>.</summary>
    public string Name { get; init; } = "muutostieto";

    /// <summary>
    /// The time that the entries of the zip carry; the clock is never in them, so that the same content gives the same bytes. Default
    /// 1.1.2026 00:00 UTC.
    /// </summary>
    public DateTimeOffset Time { get; init; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
}
