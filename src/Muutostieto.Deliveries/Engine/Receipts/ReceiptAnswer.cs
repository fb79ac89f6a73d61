using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Drops;
using Muutostieto.Records.Foreign;

namespace Muutostieto.Deliveries.Engine.Receipts;

/// <summary>
/// Reads one receipt file: the line of JSON that <c>load</c> writes, or what other programs put there. An empty <c>.OK</c> says by its name
/// alone what it accepts; one with content must name the delivery and its manifest's hash. A refusal may be JSON with a <c>reason</c>,
/// plain text, or empty. What may still be growing is waited for.
/// </summary>
internal static class ReceiptAnswer
{
    private static readonly JsonDocumentOptions Shallow = new() { MaxDepth = 4 };

    /// <summary>Null when it may still be growing, and the next run has to look again.</summary>
    internal static DeliveryReceipt? Read(ReceiptFile file, Delivery delivery, DateTimeOffset now)
    {
        var isGrowing = SettleTime.IsGrowing(file.Modified, now);
        if (isGrowing && file.Content is null)
        {
            return null;
        }

        if (file.Kind == ReceiptKind.Misnamed)
        {
            // What follows the stem is the recipient's own word.
            var rest = ReasonText.Clean(file.FileName[file.Stem.Length..]);
            return new DeliveryReceipt(
                ReceiptSource.Unclear,
                now,
                now,
                $"{file.Stem} followed by \"{rest}\" is not the name of a receipt, expected {file.Stem}.OK or {file.Stem}.ERR.",
                null,
                $"misnamed {file.FileName}");
        }

        if (file.Content is not { } written)
        {
            return new DeliveryReceipt(
                ReceiptSource.Unclear,
                now,
                now,
                $"{file.Name} cannot be read: it is no plain file, has more than {ReceiptFile.LargestBytes} bytes, or its rights keep this "
                    + "program out.",
                null,
                $"unreadable {file.FileName}");
        }

        var mark = $"{file.FileName} {Convert.ToHexStringLower(SHA256.HashData(written))}";
        var content = ForeignText.ToUtf8(written);
        var (isJson, answer) = Parse(content);
        if (content.Length == 0 ? SettleTime.IsJustMade(file.Modified, now) : isGrowing && !isJson)
        {
            return null;
        }

        var at = TimeOf(answer, delivery, now);
        if (file.Kind == ReceiptKind.Refused)
        {
            return new DeliveryReceipt(
                ReceiptSource.Refused,
                at,
                now,
                ReasonText.Clean(isJson ? Text(answer, "reason") : FirstLine(content)) ?? "no reason was given",
                null,
                mark);
        }

        var wrong = content.Length == 0 ? null
            : !isJson ? "is not JSON, or not all of it: it must be empty, or the whole line of JSON"
            : Disagreement(answer, delivery) is { } key ? $"says another \"{key}\" than the delivery has"
            : null;
        return wrong is null
            ? new DeliveryReceipt(ReceiptSource.Accepted, at, now, null, null, IsPlain(written) ? mark : mark + " as text")
            : new DeliveryReceipt(ReceiptSource.Unclear, now, now, $"{file.Name} {wrong}.", null, mark);
    }

    /// <summary>
    /// Whether readers before <see cref="ForeignText"/> understood it too. What they recorded as unclear under the file's mark would hide
    /// the same file now that it is read.
    /// </summary>
    private static bool IsPlain(byte[] written) => written.Length == 0 || Parse(written).IsJson;

    private static (bool IsJson, JsonElement Answer) Parse(byte[] content)
    {
        try
        {
            using var document = JsonDocument.Parse(content, Shallow);
            return document.RootElement.ValueKind == JsonValueKind.Object ? (true, document.RootElement.Clone()) : (false, default);
        }
        catch (JsonException)
        {
            return (false, default);
        }
    }

    /// <summary>The first key in which the answer does not speak of this delivery; null when it does.</summary>
    private static string? Disagreement(JsonElement answer, Delivery delivery) =>
        !string.Equals(Text(answer, "manifestSha256"), delivery.Manifest!.Sha256, StringComparison.OrdinalIgnoreCase) ? "manifestSha256"
        : !(
            answer.TryGetProperty("number", out var number)
            && number.ValueKind == JsonValueKind.Number
            && number.TryGetInt32(out var value)
            && value == delivery.Number)
            ? "number"
        : Text(answer, "permit") is { } permit && permit != delivery.Permit ? "permit"
        : Text(answer, "kind") is { } kind && kind != delivery.Kind.WireName() ? "kind"
        : null;

    /// <summary>The answer's own time, when it can be true; else now.</summary>
    private static DateTimeOffset TimeOf(JsonElement answer, Delivery delivery, DateTimeOffset now) =>
        Text(answer, "time") is { } text
        && DateTimeOffset.TryParseExact(
            text,
            "yyyy-MM-dd'T'HH:mm:ssK",
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out var time)
        && time >= delivery.Published
        && time <= now
            ? time
            : now;

    private static string? Text(JsonElement answer, string key)
    {
        try
        {
            return
                answer.ValueKind == JsonValueKind.Object
                && answer.TryGetProperty(key, out var value)
                && value.ValueKind == JsonValueKind.String
                ? value.GetString()
                : null;
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair, which is no text.
            return null;
        }
    }

    private static string FirstLine(byte[] content) => Encoding.UTF8.GetString(content).TrimStart('\r', '\n', ' ').Split('\n')[0];
}
