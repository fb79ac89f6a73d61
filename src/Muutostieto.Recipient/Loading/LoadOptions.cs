using Muutostieto.Recipient.Manifests;

namespace Muutostieto.Recipient.Loading;

/// <summary>What is loaded into what.</summary>
public sealed record LoadOptions
{
    /// <summary>Folder with deliveries in any order; those that continue what is loaded are taken.</summary>
    public required string Folder { get; init; }

    /// <summary>The SQLite database; made when it is not there.</summary>
    public required string Database { get; init; }

    /// <summary>Where receipts go; null for <c>upload</c> beside the folder when it is there, else the folder itself.</summary>
    public string? Receipts { get; init; }

    /// <summary>
    /// For a permit with a list: where the lists (<c>.HTT</c>) are as they were sent, of which follows who was taken off; null for where
    /// receipts go by default.
    /// </summary>
    public string? Lists { get; init; }

    /// <summary>Fixed width or CSV; null for what is there, fixed width first.</summary>
    public RecordForm? Form { get; init; }

    /// <summary>
    /// Loads the deliveries of this permit alone; null when the folder has those of one permit only, and another's is refused.
    /// </summary>
    public string? Permit { get; init; }

    /// <summary>Requires the sender's signature of each manifest that is not loaded yet; null: signatures are not checked.</summary>
    public ManifestVerifier? Verifier { get; init; }

    /// <summary>
    /// As of which journal key the database is by data that the interface gave, for changes that begin a chain there; null when it is as of
    /// the delivery that was loaded last.
    /// </summary>
    public long? FromKey { get; init; }

    /// <summary>Loads a base even when it leaves the database without residents, or with far fewer.</summary>
    public bool Accept { get; init; }
}
