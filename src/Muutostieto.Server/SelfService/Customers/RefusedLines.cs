using System.Globalization;
using System.Text.Json;

namespace Muutostieto.Server.SelfService.Customers;

/// <summary>The numbers of a list's refused lines, as its page names them.</summary>
/// <param name="Count">How many are named: the first 20 at most.</param>
/// <param name="Text">As <c>5 (unknown), 7 (unknown)</c>.</param>
internal sealed record RefusedLines(int Count, string Text)
{
    private const int Most = 20;

    /// <param name="json">As the ledger keeps them: <c>[{"line":5,"why":"unknown"}]</c>; the beginning of it, which may end anywhere,
    /// has the lines that are whole.</param>
    /// <param name="why">Says it in the page's language.</param>
    internal static RefusedLines Of(string json, Func<string, string> why)
    {
        using var lines = JsonDocument.Parse(json.EndsWith(']') ? json : $"[{json[..(json.LastIndexOf('}') + 1)].TrimStart('[')}]");
        var shown = lines.RootElement.EnumerateArray()
            .Take(Most)
            .Select(line => string.Create(
                CultureInfo.InvariantCulture, $"{line.GetProperty("line").GetInt64()} ({why(line.GetProperty("why").GetString()!)})"))
            .ToList();
        return new RefusedLines(shown.Count, string.Join(", ", shown));
    }
}
