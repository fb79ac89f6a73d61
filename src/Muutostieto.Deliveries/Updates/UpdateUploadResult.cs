using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Muutostieto.Deliveries.Ledger;

namespace Muutostieto.Deliveries.Updates;

/// <summary>
/// The answer to an uploaded customer's file, beside the deliveries: that it was taken in and which delivery is its result, or why it was
/// refused. It refers to rows by lines, and has none of their values. Made from the ledger's row only: made again, it is the same.
/// </summary>
internal static class UpdateUploadResult
{
    /// <summary>Name and version of the answer.</summary>
    internal const string Format = "muutostieto-update-1";

    /// <summary>Used as the hash of a file that could not be read.</summary>
    internal static readonly string Unread = new('0', 64);

    private static readonly JsonWriterOptions Options = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The answer's name in <c>download/</c>.</summary>
    internal static string NameOf(UpdateUpload upload) => upload.Name + ".RES";

    /// <summary>The answer: UTF-8, indented, LF.</summary>
    internal static byte[] ToUtf8(UpdateUpload upload)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            writer.WriteStartObject();
            writer.WriteString("format", Format);
            writer.WriteString("permit", upload.Permit);
            writer.WriteString("order", upload.Order);
            writer.WriteString("upload", upload.Name);
            writer.WriteString("sha256", upload.Sha256 == Unread ? null : upload.Sha256);
            writer.WriteString("time", upload.Taken.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
            writer.WriteString("state", upload.Refusal is null ? "taken" : "refused");
            writer.WriteString("reason", upload.Refusal);
            writer.WriteNumber("rows", upload.Rows);
            if (upload.Number is { } number)
            {
                writer.WriteNumber("result", number);
            }
            else
            {
                writer.WriteNull("result");
            }

            writer.WriteEndObject();
        }

        return [.. buffer.WrittenSpan, (byte)'\n'];
    }
}
