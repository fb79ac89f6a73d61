using System.IO.Abstractions;
using System.Text.Json;

namespace Muutostieto.Hosting.Settings;

/// <summary>Reads JSON (comments and trailing commas allowed) into values that know their line and column.</summary>
internal sealed class PositionedJson
{
    /// <summary>Bytes of one file of the configuration; the largest, of the municipalities, has some ten thousand.</summary>
    internal const long Largest = 16 << 20;

    private static readonly JsonReaderOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };
    private readonly string file;
    private readonly byte[] utf8;
    private readonly int start;
    private readonly List<int> lineStarts = [0];
    private readonly FaultCollector faults;

    private PositionedJson(string file, byte[] utf8, FaultCollector faults)
    {
        (this.file, this.utf8, this.faults) = (file, utf8, faults);
        start = utf8.AsSpan().StartsWith("\uFEFF"u8) ? 3 : 0;
        for (var i = 0; i < utf8.Length; i++)
        {
            if (utf8[i] == (byte)'\n')
            {
                lineStarts.Add(i + 1);
            }
        }
    }

    /// <summary>
    /// The value of the file, or null after one fault that names the line: a file that cannot be read, is empty, half-written or no JSON.
    /// </summary>
    /// <param name="files">Where it is.</param>
    /// <param name="file">Its path.</param>
    /// <param name="faults">What is wrong.</param>
    /// <param name="candidate">Read in the place of the file of its path; null: none.</param>
    public static JsonValue? ReadFile(IFileSystem files, string file, FaultCollector faults, CandidateFile? candidate = null)
    {
        if (candidate?.Path == file)
        {
            return Read(file, candidate.Content.ToArray(), faults);
        }

        byte[] utf8;
        try
        {
            if (files.FileInfo.New(file) is { Exists: true, Length: > Largest })
            {
                faults.Add(new JsonPlace(file, 0, 0, ""), $"the file has more than {Largest} bytes", "Name a file of the configuration.");
                return null;
            }

            utf8 = files.File.ReadAllBytes(file);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            faults.Add(new JsonPlace(file, 0, 0, ""), "the file does not exist", new HostRemedy.CreateConfigurationFile());
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            faults.Add(new JsonPlace(file, 0, 0, ""), "the file cannot be read", "Give the program's user the right to read it.");
            return null;
        }

        return Read(file, utf8, faults);
    }

    public static JsonValue? Read(string file, byte[] utf8, FaultCollector faults) => new PositionedJson(file, utf8, faults).Read();

    private JsonValue? Read()
    {
        var reader = new Utf8JsonReader(this.utf8.AsSpan(start), Lenient);
        try
        {
            reader.Read();
            var value = Value(ref reader, "");
            while (reader.Read())
            {
                // To the end: content after the value is a fault too, and the reader throws it.
            }

            return value;
        }
        catch (JsonException e)
        {
            var line = (int)(e.LineNumber ?? 0) + 1;
            var atEnd = EndsTooEarly();
            this.faults.Add(
                new JsonPlace(this.file, line, (int)(e.BytePositionInLine ?? 0) + 1, ""),
                atEnd ? "the file ends in the middle: it is empty or half-written" : "this is not JSON: " + Reason(e),
                atEnd
                    ? "Save the whole file again."
                    : "Look at this line and the one before it for a missing quote, comma, colon or bracket.");
        }
        catch (InvalidOperationException)
        {
            var place = Place(reader.TokenStartIndex, "");
            this.faults.Add(place, "the text is not UTF-8", "Save the file in UTF-8.");
        }

        return null;
    }

    // Read as if more were to come: what is then right so far has only been cut off.
    private bool EndsTooEarly()
    {
        var reader = new Utf8JsonReader(this.utf8.AsSpan(start), isFinalBlock: false, new JsonReaderState(Lenient));
        try
        {
            while (reader.Read())
            {
                // To the end of the data.
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private JsonValue Value(ref Utf8JsonReader reader, string path)
    {
        var place = Place(reader.TokenStartIndex, path);
        return reader.TokenType switch
        {
            JsonTokenType.StartObject => Object(ref reader, place),
            JsonTokenType.StartArray => Array(ref reader, place),
            JsonTokenType.String => new JsonValue(JsonShape.Text, place) { Text = reader.GetString()! },
            JsonTokenType.Number => new JsonValue(JsonShape.Number, place) { Text = System.Text.Encoding.UTF8.GetString(reader.ValueSpan) },
            JsonTokenType.True => new JsonValue(JsonShape.Boolean, place) { Text = "true" },
            JsonTokenType.False => new JsonValue(JsonShape.Boolean, place) { Text = "false" },
            _ => new JsonValue(JsonShape.Null, place),
        };
    }

    private JsonValue Object(ref Utf8JsonReader reader, JsonPlace place)
    {
        var members = new List<JsonMember>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var name = reader.GetString()!;
            var at = Place(reader.TokenStartIndex, place.Path.Length == 0 ? name : place.Path + "." + name);
            reader.Read();
            var value = Value(ref reader, at.Path);
            if (members.Exists(member => member.Name == name))
            {
                this.faults.Add(at, $"duplicate key \"{name}\"", "Keep one of the two.");
            }
            else
            {
                members.Add(new JsonMember(name, at, value));
            }
        }

        return new JsonValue(JsonShape.Object, place) { Members = members };
    }

    private JsonValue Array(ref Utf8JsonReader reader, JsonPlace place)
    {
        var items = new List<JsonValue>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            items.Add(Value(ref reader, $"{place.Path}[{items.Count}]"));
        }

        return new JsonValue(JsonShape.Array, place) { Items = items };
    }

    private JsonPlace Place(long offset, string path)
    {
        var at = start + (int)offset;
        var found = lineStarts.BinarySearch(at);
        var line = found >= 0 ? found : ~found - 1;
        var from = Math.Max(lineStarts[line], start);
        var column = 1;
        for (var i = from; i < at; i++)
        {
            // A continuation byte of UTF-8 makes no character of its own.
            column += (this.utf8[i] & 0xC0) == 0x80 ? 0 : 1;
        }

        return new JsonPlace(this.file, line + 1, column, path);
    }

    private static string Reason(JsonException e)
    {
        var text = e.Message;
        var end = text.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return (end < 0 ? text : text[..end]).TrimEnd('.', ' ');
    }
}
