namespace Muutostieto.PostgreSql.Copy;

/// <summary>The rows of one table that were copied, and found the same at the target.</summary>
/// <param name="Store">Its schema in a database: <c>ledger</c>.</param>
/// <param name="Table">Its name.</param>
/// <param name="Rows">How many.</param>
/// <param name="Sha256">Of their values in key order, the same in file and database, as 64 lowercase hex digits.</param>
public sealed record CopiedRows(string Store, string Table, long Rows, string Sha256);
