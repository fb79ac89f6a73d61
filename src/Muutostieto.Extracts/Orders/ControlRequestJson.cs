using System.Text.Json;

namespace Muutostieto.Extracts.Orders;

/// <summary>The part of an order's text that asks for controls.</summary>
internal static class ControlRequestJson
{
    private const string Key = "controls";

    /// <summary>Writes a sample of controls; false when it is of another kind.</summary>
    internal static bool TryWrite(Utf8JsonWriter writer, SampleRequest sample)
    {
        if (sample.Controls is not { } controls)
        {
            return false;
        }

        writer.WriteStartObject("sample");
        writer.WriteStartObject(Key);
        writer.WriteString("list", controls.Cases.File);
        writer.WriteString("sha256", controls.Cases.Sha256);
        writer.WriteNumber("each", controls.Each);
        writer.WriteStartArray("match");
        foreach (var match in controls.Match)
        {
            writer.WriteStringValue(ControlRequest.MatchWords[(int)match]);
        }

        writer.WriteEndArray();
        writer.WriteBoolean("withCases", controls.WithCases);
        writer.WriteEndObject();
        writer.WriteString("series", sample.Series);
        writer.WriteEndObject();
        return true;
    }

    /// <summary>Null for a sample of another kind.</summary>
    /// <exception cref="FormatException">A match is unknown.</exception>
    internal static SampleRequest? Read(JsonElement sample) => sample.TryGetProperty(Key, out var controls)
        ? new SampleRequest(0, Text(sample, "series"))
        {
            Controls = new ControlRequest(
                new OrderList(Text(controls, "list"), Text(controls, "sha256")),
                controls.GetProperty("each").GetInt32(),
                [.. controls.GetProperty("match").EnumerateArray().Select(Match)])
            {
                WithCases = controls.GetProperty("withCases").GetBoolean(),
            },
        }
        : null;

    private static ControlMatch Match(JsonElement word)
    {
        var index = ControlRequest.MatchWords.Index().Where(each => each.Item == word.GetString()).Select(each => each.Index + 1).Sum();
        return index > 0 ? (ControlMatch)(index - 1) : throw new FormatException("an order: the match is unknown");
    }

    private static string Text(JsonElement element, string key) =>
        element.GetProperty(key).GetString() ?? throw new FormatException($"an order: the {key} is unknown");
}
