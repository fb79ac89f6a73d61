namespace Muutostieto.Records.Tables;

/// <summary>A column of a table.</summary>
/// <param name="Name">Its heading.</param>
/// <param name="IsNumber">Whether it has whole numbers; else text.</param>
public sealed record TableColumn(string Name, bool IsNumber = false);
