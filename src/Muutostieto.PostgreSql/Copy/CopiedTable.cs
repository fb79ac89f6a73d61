namespace Muutostieto.PostgreSql.Copy;

/// <summary>A table of a store that is copied.</summary>
/// <param name="Name">The same in file and database.</param>
/// <param name="Key">The columns by which its rows are put in order: no two rows have the same values in them, and none is NULL.</param>
public sealed record CopiedTable(string Name, params IReadOnlyList<string> Key)
{
    /// <summary>Columns of the file that the database has not, which the file fills itself.</summary>
    public IReadOnlyList<string> InFileAlone { get; init; } = [];

    /// <summary>Columns of the database that the file has not, and whose values are not copied.</summary>
    public IReadOnlyList<string> InDatabaseAlone { get; init; } = [];
}
