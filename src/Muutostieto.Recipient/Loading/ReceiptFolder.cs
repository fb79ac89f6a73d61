using System.IO.Abstractions;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Muutostieto.Recipient.Loading.Chain;
using Muutostieto.Records.Files;

namespace Muutostieto.Recipient.Loading;

/// <summary>
/// Writes receipts where the sender looks for them. Each appears whole, by a rename; one that is there is not written again.
/// </summary>
internal sealed class ReceiptFolder(string folder)
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The folder named, else <c>upload</c> beside the folder of the deliveries, else that one itself.</summary>
    internal static string Default(string deliveries)
    {
        var beside = Path.Combine(
            Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(deliveries))) ?? deliveries,
            "upload");
        return Directory.Exists(beside) ? beside : deliveries;
    }

    /// <summary>Says that a delivery is loaded, or need not be any more. An earlier refusal goes.</summary>
    internal void Accept(FoundDelivery delivery, LoadedDelivery? row, DateTimeOffset now)
    {
        if (!File.Exists(PathOf(delivery, "OK")))
        {
            Write(
                delivery,
                "OK",
                New(delivery, row is null ? "replaced" : "loaded", now) with
                {
                    Records = row?.Records,
                    Time = row?.LoadedAt ?? Shown(now),
                });
        }

        File.Delete(PathOf(delivery, "ERR"));
    }

    /// <summary>Says why a delivery cannot be loaded.</summary>
    internal void Refuse(FoundDelivery delivery, string reason, DateTimeOffset now) =>
        Write(delivery, "ERR", New(delivery, "refused", now) with { Reason = reason });

    internal static string Shown(DateTimeOffset time) =>
        time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);

    private static Receipt New(FoundDelivery delivery, string state, DateTimeOffset now) => new()
    {
        Permit = delivery.Identity.Permit,
        Kind = delivery.Identity.Kind,
        Number = delivery.Identity.Number,
        ManifestSha256 = delivery.Sha256,
        Time = Shown(now),
        State = state,
    };

    private void Write(FoundDelivery delivery, string end, Receipt receipt)
    {
        Directory.CreateDirectory(folder);
        AtomicFile.WriteForOthers(
            new FileSystem(),
            PathOf(delivery, end),
            [.. JsonSerializer.SerializeToUtf8Bytes(receipt, Options), (byte)'\n']);
    }

    private string PathOf(FoundDelivery delivery, string end) => Path.Combine(folder, $"{delivery.Stem}.{end}");
}
