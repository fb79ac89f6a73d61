using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Muutostieto.Deliveries.Composition;

/// <summary>The last file of a delivery to appear: what it is, what it consists of, and what came before it.</summary>
public sealed record Manifest
{
    /// <summary>Name and version of the file set, its layouts and this manifest.</summary>
    public const string CurrentFormat = "muutostieto-1";

    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.Never,
    };

    public string Format { get; init; } = CurrentFormat;

    public required ManifestDelivery Delivery { get; init; }

    public required IReadOnlyList<ComposedFile> Files { get; init; }

    public required long Persons { get; init; }

    public required long Records { get; init; }

    /// <summary>Of the fixed-width file; CSV is UTF-8 with a byte order mark.</summary>
    public string CharacterSet { get; init; } = "ISO-8859-1";

    public required long Transliterated { get; init; }

    public required long Shortened { get; init; }

    /// <summary>Values that had control characters, in whose place every form has blanks. Left out when there is none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long Cleaned { get; init; }

    /// <summary>SHA-256 of the record layouts (groups.json) that the files follow.</summary>
    public required string Layouts { get; init; }

    /// <summary>Null, and left out, for a delivery from before the audit chain.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ManifestAudit? Audit { get; init; }

    public string Notice { get; init; } = "Tietuekuvaukset on koottu julkisista lähteistä; tämä ei ole Digi- ja väestötietoviraston virallinen muoto.";

    /// <summary>The manifest as the file has it: UTF-8, indented, LF.</summary>
    public byte[] ToUtf8() => [.. JsonSerializer.SerializeToUtf8Bytes(this, Options), (byte)'\n'];
}
