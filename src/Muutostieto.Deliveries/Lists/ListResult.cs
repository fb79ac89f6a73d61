using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Muutostieto.Deliveries.Ledger.Lists;

namespace Muutostieto.Deliveries.Lists;

/// <summary>
/// The answer to an uploaded list, beside the deliveries: what was taken, and each refused line with the reason. It refers to lines by
/// number, which only a holder of the file can resolve, and contains no codes. Made from the ledger's row only: made again, it is the same.
/// </summary>
internal static class ListResult
{
    /// <summary>Name and version of the result file.</summary>
    public const string Format = "muutostieto-list-1";

    /// <summary>Used as the hash of a file that could not be read.</summary>
    internal static readonly string Unread = new('0', 64);

    private static readonly JsonWriterOptions Options = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The file's name in <c>download/</c>.</summary>
    public static string NameOf(ListUpload upload) => upload?.Name + ".RES";

    /// <summary>The file: UTF-8, indented, LF.</summary>
    public static byte[] ToUtf8(ListUpload upload)
    {
        ArgumentNullException.ThrowIfNull(upload);
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            writer.WriteStartObject();
            writer.WriteString("format", Format);
            writer.WriteString("permit", upload.Permit);
            writer.WriteNumber("number", upload.Number);
            writer.WriteString("upload", upload.Name);
            writer.WriteString("sha256", upload.Sha256 == Unread ? null : upload.Sha256);
            writer.WriteString("time", upload.Taken.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
            writer.WriteString("state", upload.Refusal is not null ? "refused" : upload.RefusedLines > 0 ? "partly" : "taken");
            writer.WriteString("reason", upload.Refusal);
            writer.WriteNumber("lines", upload.Lines);
            writer.WriteNumber("added", upload.Added);
            writer.WriteNumber("removed", upload.Removed);
            writer.WriteNumber("unchanged", upload.Unchanged);
            writer.WritePropertyName("refused");
            writer.WriteRawValue(upload.Refused);
            writer.WriteStartObject("list");
            writer.WriteNumber("from", upload.Window.From);
            writer.WriteNumber("to", upload.Window.To);
            writer.WriteNumber("persons", upload.Persons);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return [.. buffer.WrittenSpan, (byte)'\n'];
    }
}
