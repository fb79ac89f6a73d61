using System.Buffers;
using System.Buffers.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Muutostieto.Records.Identity;

namespace Muutostieto.Synthetic.Documents;

/// <summary>
/// Writes a person's groups in the register's form of a state: values as in the fixed-width layout without their padding, empty ones left
/// out. The caller keeps the order of groups and fields.
/// </summary>
internal sealed class DocumentBuilder : IDisposable
{
    private const byte Added = (byte)'1';
    private const byte Supplementary = (byte)'0';

    private readonly ArrayBufferWriter<byte> buffer = new(8192);
    private readonly Utf8JsonWriter json;
    private bool inGroup;

    public DocumentBuilder() =>
        json = new Utf8JsonWriter(
            buffer,
            new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true });

    public void Begin(PersonalIdentityCode code)
    {
        buffer.ResetWrittenCount();
        json.Reset(buffer);
        inGroup = false;
        json.WriteStartObject();
        WriteIdentityCode("hetu"u8, code);
        json.WriteStartArray("ryhmat"u8);
    }

    /// <summary>Begins a document about a building; of an owner alone, whose code is empty.</summary>
    public void BeginBuilding(string code)
    {
        buffer.ResetWrittenCount();
        json.Reset(buffer);
        inGroup = false;
        json.WriteStartObject();
        json.WriteString("rakennustunnus"u8, code);
        json.WriteStartArray("ryhmat"u8);
    }

    public byte[] End()
    {
        CloseGroup();
        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    public DocumentBuilder Group(ReadOnlySpan<byte> group) => Group(group, Added);

    /// <summary>A group that clarifies the one before it without being a change of its own.</summary>
    public DocumentBuilder Clarifying(ReadOnlySpan<byte> group) => Group(group, Supplementary);

    public DocumentBuilder Text(ReadOnlySpan<byte> field, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            json.WriteString(field, value);
        }

        return this;
    }

    public DocumentBuilder Code(ReadOnlySpan<byte> field, char? value)
    {
        if (value is not { } character)
        {
            return this;
        }

        ReadOnlySpan<char> one = [character];
        json.WriteString(field, one);
        return this;
    }

    /// <summary>A code of one digit; 0 is none.</summary>
    public DocumentBuilder Code(ReadOnlySpan<byte> field, int value) => Code(field, value == 0 ? null : (char)('0' + value));

    public DocumentBuilder IdentityCode(ReadOnlySpan<byte> field, PersonalIdentityCode? value)
    {
        if (value is { } code)
        {
            WriteIdentityCode(field, code);
        }

        return this;
    }

    /// <summary>Eight digits VVVVKKPP as a number; 0 is none.</summary>
    public DocumentBuilder Date(ReadOnlySpan<byte> field, int digits) => Number(field, digits, 8);

    public DocumentBuilder Date(ReadOnlySpan<byte> field, DateOnly? date) => Date(field, date is { } day ? Digits.Of(day) : 0);

    /// <summary>With leading zeros to the width; 0 is none.</summary>
    public DocumentBuilder Number(ReadOnlySpan<byte> field, int value, byte width)
    {
        if (value == 0)
        {
            return this;
        }

        Span<byte> digits = stackalloc byte[16];
        Utf8Formatter.TryFormat(value, digits, out var written, new StandardFormat('D', width));
        json.WriteString(field, digits[..written]);
        return this;
    }

    public void Dispose() => json.Dispose();

    private DocumentBuilder Group(ReadOnlySpan<byte> group, byte attribute)
    {
        CloseGroup();
        inGroup = true;
        json.WriteStartObject();
        json.WriteString("ryhma"u8, group);
        ReadOnlySpan<byte> one = [attribute];
        json.WriteString("muutos"u8, one);
        return this;
    }

    private void CloseGroup()
    {
        if (inGroup)
        {
            json.WriteEndObject();
        }

        inGroup = false;
    }

    private void WriteIdentityCode(ReadOnlySpan<byte> field, PersonalIdentityCode code)
    {
        Span<byte> ascii = stackalloc byte[PersonalIdentityCode.Length];
        code.CopyTo(ascii);
        json.WriteString(field, ascii);
    }
}
