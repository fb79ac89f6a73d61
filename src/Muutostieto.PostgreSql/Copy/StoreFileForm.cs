namespace Muutostieto.PostgreSql.Copy;

/// <summary>How the SQLite file of a store is made.</summary>
/// <param name="Pragmas">Fixed when the file is made, before the first table.</param>
/// <param name="ApplicationId">What distinguishes it from other files.</param>
/// <param name="Version">The version that this program works with.</param>
/// <param name="Tables">Makes all tables, and what has to be there before the first row.</param>
/// <param name="Rest">Makes what is made faster after the last row: indexes and triggers.</param>
/// <param name="Failure">A failure in the words of the store, of path, SQLite's result code and SQLite's message.</param>
public sealed record StoreFileForm(
    string Pragmas,
    int ApplicationId,
    int Version,
    string Tables,
    string Rest,
    Func<string, int, string, Exception> Failure);
