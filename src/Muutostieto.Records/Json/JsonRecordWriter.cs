using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Muutostieto.Records.Groups;
using Muutostieto.Records.Model;

namespace Muutostieto.Records.Json;

/// <summary>
/// Writes a record as one JSON object:
/// <c>{"hetu":…,"tapahtuma":…,"rekisterointipv":…,"muutostyyppi":…,"rooli":…,"ryhmat":[{"ryhma":"004","muutos":"1",…}]}</c>.
/// Values are those of the fixed-width form (dates VVVVKKPP), empty ones left out. <c>versio</c> follows <c>ryhma</c> where the layout is
/// not the newest;
/// <c>rivi</c> holds a line as it was read when it deviates from its layout, <c>rivinvaihto</c> its end when that is not CR LF.
/// </summary>
public sealed class JsonRecordWriter : IDisposable
{
    private static readonly JsonWriterOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };
    private static readonly JsonEncodedText Groups = JsonEncodedText.Encode("ryhmat");
    private static readonly JsonEncodedText Group = JsonEncodedText.Encode("ryhma");
    private static readonly JsonEncodedText Version = JsonEncodedText.Encode("versio");
    private static readonly JsonEncodedText Attribute = JsonEncodedText.Encode("muutos");
    private static readonly JsonEncodedText Line = JsonEncodedText.Encode("rivi");
    private static readonly JsonEncodedText LineEndName = JsonEncodedText.Encode("rivinvaihto");

    private readonly ArrayBufferWriter<byte> buffer = new(4096);
    private readonly Utf8JsonWriter writer;
    private readonly JsonEncodedText[] headerNames;

    /// <param name="unit">What the records are about. Default: persons.</param>
    public JsonRecordWriter(RecordUnit unit = RecordUnit.Person)
    {
        writer = new Utf8JsonWriter(buffer, Options);
        headerNames = [.. RecordHeader.NamesOf(unit).Select(name => JsonEncodedText.Encode(name))];
    }

    /// <summary>The record as UTF-8 JSON without a line end; valid until the next call.</summary>
    public ReadOnlySpan<byte> Write(RecordView record)
    {
        Start();
        if (!record.IsOpaque)
        {
            for (var field = 0; field < RecordHeader.FieldCount; field++)
            {
                if (record[(HeaderField)field] is { IsEmpty: false } value)
                {
                    writer.WriteString(headerNames[field], value);
                }
            }

            WriteGroups(record);
        }

        if (record.HasVerbatim)
        {
            writer.WriteString(Line, record.Verbatim);
        }

        if (record.LineEnd != LineEnd.CrLf)
        {
            writer.WriteString(LineEndName, record.LineEnd == LineEnd.Lf ? "LF"u8 : ""u8);
        }

        return End();
    }

    /// <summary>
    /// The record as the document that a register keeps of a person: identity code and groups only; valid until the next call.
    /// </summary>
    public ReadOnlySpan<byte> WriteState(RecordView record)
    {
        Start();
        writer.WriteString(headerNames[(int)HeaderField.IdentityCode], record[HeaderField.IdentityCode]);
        WriteGroups(record);
        return End();
    }

    public void Dispose() => writer.Dispose();

    private void Start()
    {
        buffer.ResetWrittenCount();
        writer.Reset(buffer);
        writer.WriteStartObject();
    }

    private ReadOnlySpan<byte> End()
    {
        writer.WriteEndObject();
        writer.Flush();
        return buffer.WrittenSpan;
    }

    private void WriteGroups(RecordView record)
    {
        writer.WriteStartArray(Groups);
        for (var group = 0; group < record.GroupCount; group++)
        {
            WriteGroup(record, group);
        }

        writer.WriteEndArray();
    }

    private void WriteGroup(RecordView record, int group)
    {
        var spec = record.Spec(group);
        writer.WriteStartObject();
        if (!spec.IsRaw)
        {
            writer.WriteString(Group, spec.CodeUtf8);
            if (!spec.IsNewest)
            {
                writer.WriteNumber(Version, spec.Version);
            }

            writer.WriteString(Attribute, [record.Attribute(group)]);
        }

        for (var field = 0; field < spec.Fields.Count; field++)
        {
            if (record.Value(group, field) is var value && (spec.IsRaw || !value.IsEmpty))
            {
                writer.WriteString(spec.Fields[field].NameUtf8, value);
            }
        }

        writer.WriteEndObject();
    }
}
