using System.Text;
using System.Text.Json;
using Muutostieto.Records.Groups;
using Muutostieto.Records.Model;

namespace Muutostieto.Records.Json;

/// <summary>
/// Reads one JSON object into a record, also a register's document of a person. The document is copied once; fields point into the copy.
/// </summary>
public sealed partial class JsonRecordReader(GroupCatalog catalog)
{
    private readonly byte[][] headerNames = [.. RecordHeader.NamesOf(catalog.Unit).Select(Encoding.UTF8.GetBytes)];

    /// <summary>Replaces what <paramref name="record"/> holds by what <paramref name="json"/> says.</summary>
    /// <exception cref="FormatException">It is no JSON object of a record; the message says what was expected and never shows a
    /// value.</exception>
    public void Read(ReadOnlySpan<byte> json, Record record)
    {
        ArgumentNullException.ThrowIfNull(record);
        record.Clear();
        var document = record.Load(json, out var start);
        var reader = new Utf8JsonReader(document);
        try
        {
            ReadObject(ref reader, record, start);
        }
        catch (JsonException error)
        {
            throw new FormatException($"no valid JSON at byte {error.BytePositionInLine}", error);
        }
        catch (InvalidOperationException error)
        {
            // What the JSON reader says of an escape that is half a letter, or of bytes that are no UTF-8.
            throw new FormatException($"a text is no Unicode, near byte {reader.TokenStartIndex}", error);
        }
    }

    private void ReadObject(ref Utf8JsonReader reader, Record record, int start)
    {
        Expect(reader.Read() && reader.TokenType == JsonTokenType.StartObject, "expected one object a line");
        var hasIdentity = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("ryhmat"u8))
            {
                ReadGroups(ref reader, record, start);
            }
            else if (reader.ValueTextEquals("rivi"u8))
            {
                Next(ref reader, JsonTokenType.String);
                record.SetVerbatim(Encoding.UTF8.GetBytes(reader.GetString()!));
            }
            else if (reader.ValueTextEquals("rivinvaihto"u8))
            {
                Next(ref reader, JsonTokenType.String);
                record.LineEnd = reader.ValueSpan.IsEmpty ? LineEnd.None : LineEnd.Lf;
            }
            else
            {
                hasIdentity |= ReadHeader(ref reader, record, start);
            }
        }

        Expect(reader.TokenType == JsonTokenType.EndObject, "expected the object's end");
        if (!hasIdentity)
        {
            Expect(record.HasVerbatim && record.GroupCount == 0, $"expected \"{RecordHeader.NamesOf(catalog.Unit)[0]}\"");
            var end = record.LineEnd;
            record.SetOpaque(record.Verbatim.ToArray());
            record.LineEnd = end;
        }
    }

    private bool ReadHeader(ref Utf8JsonReader reader, Record record, int start)
    {
        for (var field = 0; field < headerNames.Length; field++)
        {
            if (reader.ValueTextEquals(headerNames[field]))
            {
                Next(ref reader, JsonTokenType.String);
                if (reader.ValueIsEscaped)
                {
                    record.Set((HeaderField)field, reader.GetString()!);
                }
                else
                {
                    record.Point((HeaderField)field, start + (int)reader.TokenStartIndex + 1, reader.ValueSpan.Length);
                }

                return field == (int)HeaderField.IdentityCode;
            }
        }

        throw new FormatException(
            $"unknown property; expected {string.Join(", ", RecordHeader.NamesOf(catalog.Unit))}, ryhmat, rivi or rivinvaihto");
    }

    private void ReadGroups(ref Utf8JsonReader reader, Record record, int start)
    {
        Next(ref reader, JsonTokenType.StartArray);
        while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
        {
            ReadGroup(ref reader, record, start);
        }

        Expect(reader.TokenType == JsonTokenType.EndArray, "expected \"ryhmat\" to be an array of objects");
    }

    private void ReadGroup(ref Utf8JsonReader reader, Record record, int start)
    {
        var before = reader;
        if (TryStart(ref reader) is not { } spec)
        {
            reader = before;
            spec = SpecOf(reader);
        }

        var group = record.Add(spec, 0);
        if (reader.TokenType == JsonTokenType.PropertyName)
        {
            ReadAttribute(ref reader, record, group);
        }

        var expected = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("ryhma"u8))
            {
                Next(ref reader, JsonTokenType.String);
            }
            else if (reader.ValueTextEquals("muutos"u8))
            {
                ReadAttribute(ref reader, record, group);
            }
            else if (reader.ValueTextEquals("versio"u8))
            {
                Next(ref reader, JsonTokenType.Number);
            }
            else
            {
                expected = ReadField(ref reader, record, group, spec, expected, start) + 1;
            }
        }
    }

    private static void ReadAttribute(ref Utf8JsonReader reader, Record record, int group)
    {
        Next(ref reader, JsonTokenType.String);
        Expect(reader.ValueSpan.Length == 1, "expected \"muutos\" to be one character");
        record.SetAttribute(group, reader.ValueSpan[0]);
    }

    /// <summary>
    /// The layout of a group that starts as we write nearly all of them: <c>ryhma</c>, then <c>muutos</c>, where the reader is then. Null
    /// when it starts otherwise.
    /// </summary>
    private GroupSpec? TryStart(ref Utf8JsonReader reader)
    {
        if (!reader.Read() || reader.TokenType != JsonTokenType.PropertyName || !reader.ValueTextEquals("ryhma"u8)
            || !reader.Read() || reader.TokenType != JsonTokenType.String)
        {
            return null;
        }

        var newest = catalog.Newest(reader.ValueSpan);
        return reader.Read() && reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals("muutos"u8) ? newest : null;
    }

    private static int ReadField(ref Utf8JsonReader reader, Record record, int group, GroupSpec spec, int expected, int start)
    {
        // Fields come in the layout's order as we write them: the next one requested is nearly always the next one in the text.
        var count = spec.Fields.Count;
        for (var tried = 0; tried < count; tried++)
        {
            var field = (expected + tried) % count;
            if (reader.ValueTextEquals(spec.Fields[field].NameUtf8))
            {
                Next(ref reader, JsonTokenType.String);
                if (reader.ValueIsEscaped)
                {
                    record.Set(group, field, Encoding.UTF8.GetBytes(reader.GetString()!));
                }
                else
                {
                    record.Point(group, field, start + (int)reader.TokenStartIndex + 1, reader.ValueSpan.Length);
                }

                return field;
            }
        }

        throw new FormatException(
            $"group {spec} has no field of that name; expected one of {string.Join(", ", spec.Fields.Select(field => field.Name))}");
    }

    /// <summary>
    /// The layout of the group that starts here. Looks ahead in a copy of the reader, because an object's properties may come in any order.
    /// </summary>
    private GroupSpec SpecOf(Utf8JsonReader ahead)
    {
        GroupSpec? newest = null;
        int? version = null;
        while (ahead.Read() && ahead.TokenType == JsonTokenType.PropertyName)
        {
            if (ahead.ValueTextEquals("ryhma"u8))
            {
                Next(ref ahead, JsonTokenType.String);
                newest = catalog.Newest(ahead.ValueSpan)
                    ?? throw new FormatException("unknown group; expected a code that the layouts have");
            }
            else if (ahead.ValueTextEquals("versio"u8))
            {
                Next(ref ahead, JsonTokenType.Number);
                version = ahead.TryGetInt32(out var number)
                    ? number
                    : throw new FormatException("expected \"versio\" to be a whole number");
            }
            else if (ahead.ValueTextEquals("raaka"u8))
            {
                return GroupSpec.Raw;
            }
            else
            {
                ahead.Read();
            }
        }

        Expect(newest is not null, "expected \"ryhma\" in every group");
        return version is null
            ? newest!
            : catalog.Version(newest!.Code, version.Value) ?? throw new FormatException($"group {newest.Code} has no version {version}");
    }

    private static void Next(ref Utf8JsonReader reader, JsonTokenType type)
    {
        // The message is made only when it is needed: this is called for every value of every record.
        if (!reader.Read() || reader.TokenType != type)
        {
            throw new FormatException($"expected a JSON {type} as the value of a property");
        }
    }

    private static void Expect(bool holds, string message)
    {
        if (!holds)
        {
            throw new FormatException(message);
        }
    }
}
