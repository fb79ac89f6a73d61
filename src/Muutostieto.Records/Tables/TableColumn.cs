namespace Muutostieto.Records.Tables;

/// <summary>A column of a table.</summary>
/// <param name="Name">Its heading.</param>
/// <param name="IsNumber">Whether it has whole numbers; else text.</param>
public sealed record TableColumn(string Name, bool IsNumber = false)
{
    /// <summary>Characters of its values in a form of fixed width; 0: it is in no such form.</summary>
    public int Width { get; init; }
}
