using System.Globalization;
using System.Text.Json;

namespace Muutostieto.Interface.Feed;

/// <summary>What all answers of an interface have.</summary>
internal static class SourceAnswer
{
    private const string LatestKey = "viimeisinKirjausavain";

    /// <summary>The key of an answer: a number, or a text of one.</summary>
    /// <exception cref="FormatException">It has none.</exception>
    public static long KeyOf(JsonElement answer)
    {
        var text =
            answer.ValueKind == JsonValueKind.Object && answer.TryGetProperty(LatestKey, out var value)
                ? value.ValueKind switch
                {
                    JsonValueKind.Number => value.GetRawText(),
                    JsonValueKind.String => value.GetRawText().Trim('"'),
                    _ => null,
                }
                : null;
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var key)
            ? key
            : throw new FormatException($"{LatestKey}: expected a number");
    }

    /// <summary>The elements of an answer's list, each with its place.</summary>
    /// <exception cref="FormatException">It has no such list.</exception>
    public static IEnumerable<(JsonElement Element, string Place)> ElementsOf(JsonElement answer, string name) =>
        answer.ValueKind == JsonValueKind.Object && answer.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array
            ? list.EnumerateArray().Select((element, at) => (element, $"{name}[{at.ToString(CultureInfo.InvariantCulture)}]"))
            : throw new FormatException($"{name}: expected a list");
}
