using System.Data.Common;

namespace Muutostieto.SelfService.Store;

/// <summary>
/// Numbers of matters, contact persons and notices: none is given twice, so that a page from before a removal does nothing to what came
/// after it.
/// </summary>
internal static class GivenNumbers
{
    internal const string Matter = "matter";
    internal const string Contact = "contact";
    internal const string Notice = "notice";

    internal static long Next(DbTransaction transaction, string kind) => transaction.Query(
        "INSERT INTO numbered (kind, last) VALUES (@kind, 1) ON CONFLICT (kind) DO UPDATE SET last = numbered.last + 1 RETURNING last",
        row => row.GetInt64(0),
        ("@kind", kind))[0];
}
