using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Muutostieto.SelfService.Orders;

/// <summary>Writes the JSON of an order, as an operator would write it.</summary>
internal static class OrderText
{
    internal const string Schema = "../schemas/order.schema.json";

    private static readonly JsonWriterOptions Indented = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static readonly JsonReaderOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>The order under an id: of the form's fields, or the customer's JSON with this id and permit.</summary>
    /// <exception cref="JsonException">The customer's JSON is none, or no object.</exception>
    internal static string Of(OrderContent content, string id, string permit) =>
        content.IsJson ? OfJson(content.Json!, id, permit) : OfFields(content, id, permit);

    private static string OfFields(OrderContent content, string id, string permit)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Indented))
        {
            writer.WriteStartObject();
            writer.WriteString("$schema", Schema);
            writer.WriteString("id", id);
            writer.WriteString("permit", permit);
            writer.WriteString("purpose", content.Purpose);
            writer.WriteString("target", content.Target);
            WriteCriteria(writer, content.Where);
            writer.WriteStartObject("content");
            if (content.Package is { Length: > 0 } package)
            {
                writer.WriteString("package", package);
            }
            else
            {
                WriteTexts(writer, "groups", content.Groups);
            }

            writer.WriteEndObject();
            if (content.SampleSize is { } size)
            {
                writer.WriteStartObject("sample");
                writer.WriteNumber("size", size);
                writer.WriteString("series", permit);
                writer.WriteEndObject();
            }

            if (content.Formats.Count > 0)
            {
                WriteTexts(writer, "formats", content.Formats);
            }

            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan) + "\n";
    }

    private static void WriteCriteria(Utf8JsonWriter writer, OrderCriteria where)
    {
        var lists = new[]
        {
            ("sex", where.Sexes), ("municipality", where.Municipalities), ("postalCode", where.PostalCodes),
            ("motherTongue", where.MotherTongues),
        }.Where(each => each.Item2.Count > 0).ToList();
        var hasAge = where.AgeFrom is not null || where.AgeTo is not null;
        if (lists.Count == 0 && !hasAge)
        {
            return;
        }

        writer.WriteStartObject("where");
        writer.WriteStartArray("all");
        if (hasAge)
        {
            writer.WriteStartObject();
            writer.WriteStartObject("age");
            if (where.AgeFrom is { } from)
            {
                writer.WriteNumber("from", from);
            }

            if (where.AgeTo is { } to)
            {
                writer.WriteNumber("to", to);
            }

            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        foreach (var (name, values) in lists)
        {
            writer.WriteStartObject();
            WriteTexts(writer, name, values);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter writer, string name, IReadOnlyList<string> values)
    {
        writer.WriteStartArray(name);
        foreach (var value in values)
        {
            writer.WriteStringValue(value);
        }

        writer.WriteEndArray();
    }

    /// <summary>
    /// The customer's text with another id and permit: faults are of its own lines. What is before the object is left out, because comments
    /// there are read as those by which the file says who decided.
    /// </summary>
    /// <exception cref="JsonException">It is no text: half of a pair of UTF-16.</exception>
    private static string NameOf(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException failure)
        {
            throw new JsonException("a name that is no text", failure);
        }
    }

    private static string OfJson(string json, string id, string permit)
    {
        var utf8 = Encoding.UTF8.GetBytes(json);
        var wanted = new Dictionary<string, string>(StringComparer.Ordinal) { ["id"] = id, ["permit"] = permit };
        var edits = new List<(int From, int To, string Text)>();
        var reader = new Utf8JsonReader(utf8, Lenient);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("expected an object");
        }

        var (start, begin) = ((int)reader.TokenStartIndex, (int)reader.BytesConsumed);
        var isEmpty = true;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            isEmpty = false;
            var name = NameOf(ref reader);
            _ = reader.Read();
            var from = (int)reader.TokenStartIndex;
            reader.Skip();
            if (wanted.Remove(name, out var value))
            {
                edits.Add((from, (int)reader.BytesConsumed, OrderJson.Quoted(value)));
            }
        }

        // What comes after the object is the loader's to refuse.
        foreach (var (name, value) in wanted.OrderBy(each => each.Key, StringComparer.Ordinal).Reverse())
        {
            edits.Add((begin, begin, $" {OrderJson.Quoted(name)}: {OrderJson.Quoted(value)}{(isEmpty && edits.Count == 0 ? "" : ",")}"));
        }

        var text = new MemoryStream();
        text.Write(Encoding.UTF8.GetBytes(new string('\n', utf8.AsSpan(0, start).Count((byte)'\n'))));
        var done = start;
        foreach (var (from, to, replacement) in edits.OrderBy(edit => edit.From))
        {
            text.Write(utf8, done, from - done);
            text.Write(Encoding.UTF8.GetBytes(replacement));
            done = to;
        }

        text.Write(utf8, done, utf8.Length - done);
        var whole = Encoding.UTF8.GetString(text.ToArray());
        return whole.EndsWith('\n') ? whole : whole + "\n";
    }
}
