using System.Globalization;
using System.Text.Json;

namespace Muutostieto.Server.SelfService.Customers;

/// <summary>The numbers of a list's refused lines, as its page names them.</summary>
internal static class RefusedLines
{
    private const int Most = 20;

    /// <param name="json">As the ledger keeps them: <c>[{"line":5,"why":"unknown"}]</c>.</param>
    /// <param name="why">Says it in the page's language.</param>
    /// <returns>As <c>5 (unknown), 7 (unknown)</c>, the first 20 with an ellipsis after them.</returns>
    internal static string Of(string json, Func<string, string> why)
    {
        using var lines = JsonDocument.Parse(json);
        var shown = lines.RootElement.EnumerateArray().Take(Most).Select(line => string.Create(
            CultureInfo.InvariantCulture, $"{line.GetProperty("line").GetInt64()} ({why(line.GetProperty("why").GetString()!)})"));
        return string.Join(", ", shown) + (lines.RootElement.GetArrayLength() > Most ? " …" : "");
    }
}
