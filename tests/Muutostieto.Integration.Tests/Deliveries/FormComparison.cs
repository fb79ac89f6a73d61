using System.Text;
using System.Text.Json.Nodes;
using Muutostieto.Records.Fixed;

namespace Muutostieto.Integration.Tests.Deliveries;

/// <summary>Compares what the fixed-width and the CSV form of a delivery say, record by record, as JSON.</summary>
internal static class FormComparison
{
    /// <summary>
    /// The two are the same but for letters that ISO-8859-1 lacks: there the fixed width has their transliteration, and a flag that says
    /// so.
    /// </summary>
    public static async Task AssertSameAsync(string fixedWidth, string csv)
    {
        using var lines = new StreamReader(fixedWidth);
        using var rows = new StreamReader(csv);
        var (records, transliterated) = (0, 0);
        while (await rows.ReadLineAsync() is { } row)
        {
            var line = await NextRecordAsync(lines);
            records++;
            if (line != row)
            {
                transliterated++;
                Assert.That(line, Is.Not.Null, "the fixed width has fewer records");
                Assert.That(Plain(JsonNode.Parse(line!)), Is.EqualTo(Plain(JsonNode.Parse(row))), $"record {records}");
            }
        }

        using (Assert.EnterMultipleScope())
        {
            Assert.That(await NextRecordAsync(lines), Is.Null, "the fixed width has more records");
            Assert.That(records, Is.GreaterThan(69_000));
            Assert.That(transliterated, Is.InRange(1, records / 20));
        }
    }

    private static async Task<string?> NextRecordAsync(StreamReader lines)
    {
        string? line;
        do
        {
            line = await lines.ReadLineAsync();
        }
        while (line?.StartsWith("{\"rivi\"", StringComparison.Ordinal) == true);
        return line;
    }

    /// <summary>With every value transliterated, and without the flags.</summary>
    private static string Plain(JsonNode? record)
    {
        foreach (var group in record!["ryhmat"]!.AsArray().Select(group => group!.AsObject()))
        {
            group.Remove("merkkilippu");
            foreach (var (field, value) in group.ToList())
            {
                if (value!.GetValueKind() == System.Text.Json.JsonValueKind.String)
                {
                    group[field] = Plain(value.GetValue<string>());
                }
            }
        }

        return record.ToJsonString();
    }

    private static string Plain(string text)
    {
        var plain = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            plain.Append(rune.Value <= 0xFF ? rune.ToString() : Transliteration.Of(rune));
        }

        return plain.ToString();
    }
}
