using System.Text.Json;
using System.Text.Json.Serialization;

namespace Muutostieto.Records.Manifests;

/// <summary>
/// The last file of a delivery to appear (<c>&lt;stem&gt;.json</c>): what it is, what it consists of, and what came before it. The one
/// model of sender and recipient: a member that not every version has written is null or 0 when it is missing, and members of later
/// versions are ignored.
/// </summary>
public sealed record Manifest
{
    /// <summary>Name and version of the file set, its layouts and this manifest.</summary>
    public const string CurrentFormat = "muutostieto-1";

    public required string Format { get; init; }

    public required ManifestDelivery Delivery { get; init; }

    public required IReadOnlyList<ManifestFile> Files { get; init; }

    public long Persons { get; init; }

    public long Records { get; init; }

    /// <summary>Of the fixed-width file; CSV is UTF-8 with a byte order mark.</summary>
    public string? CharacterSet { get; init; }

    /// <summary>Values with letters that the character set lacks, written with their nearest letters.</summary>
    public long Transliterated { get; init; }

    /// <summary>Values cut at the width of their field.</summary>
    public long Shortened { get; init; }

    /// <summary>Values that had control characters, in whose place every form has blanks. Left out when there is none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long Cleaned { get; init; }

    /// <summary>SHA-256 of the record layouts (groups.json) that the files follow.</summary>
    public string? Layouts { get; init; }

    /// <summary>Null, and left out, for a delivery from before the audit chain.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ManifestAudit? Audit { get; init; }

    /// <summary>What the sender wants to say, as the reason for a mass change; null for nothing.</summary>
    public string? Notice { get; init; }

    /// <summary>The manifest as the file has it: UTF-8, indented, LF.</summary>
    public byte[] ToUtf8() => [.. JsonSerializer.SerializeToUtf8Bytes(this, ManifestContext.Written.Manifest), (byte)'\n'];

    /// <summary>Reads a manifest of this or an earlier version.</summary>
    /// <exception cref="JsonException">It is no JSON, or a member has another type, is null or missing where it must be there. Members of
    /// lists are not looked at.</exception>
    public static Manifest? Read(Stream stream) => JsonSerializer.Deserialize(stream, ManifestContext.Readable.Manifest);
}
