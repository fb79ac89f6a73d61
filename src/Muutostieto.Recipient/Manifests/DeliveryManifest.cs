namespace Muutostieto.Recipient.Manifests;

/// <summary>The manifest of a delivery (<c>&lt;stem&gt;.json</c>), which is published last: what belongs to the delivery and how to see that it is whole.</summary>
public sealed record DeliveryManifest
{
    /// <summary>The format that this program reads.</summary>
    public const string KnownFormat = "muutostieto-1";

    public required string Format { get; init; }

    public required DeliveryIdentity Delivery { get; init; }

    public required IReadOnlyList<ManifestFile> Files { get; init; }

    public long Persons { get; init; }

    public long Records { get; init; }

    public string? CharacterSet { get; init; }

    /// <summary>Values with letters that the character set lacks, written with their nearest letters.</summary>
    public long Transliterated { get; init; }

    /// <summary>Values cut at the width of their field.</summary>
    public long Shortened { get; init; }

    /// <summary>SHA-256 of the record layouts that the files were made with; null when unknown.</summary>
    public string? Layouts { get; init; }

    /// <summary>Null in manifests of senders that keep no audit chain, or did not yet.</summary>
    public DeliveryAudit? Audit { get; init; }

    /// <summary>What the sender wants to say, as the reason for a mass change; null for nothing.</summary>
    public string? Notice { get; init; }
}
