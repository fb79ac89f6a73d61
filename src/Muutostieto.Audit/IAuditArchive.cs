namespace Muutostieto.Audit;

/// <summary>
/// A chain as it is kept, with the persons of its entries and its anchors, for reading beside those who append: nothing is locked, and
/// what is read later is of a later time.
/// </summary>
internal interface IAuditArchive
{
    /// <summary>The folder, or the database.</summary>
    string Name { get; }

    /// <summary>What notes the chain's end, as messages say it.</summary>
    string HeadName { get; }

    /// <summary>Whether a head that is missing is no fault, as the next append makes it anew from the chain.</summary>
    bool IsHeadMadeAnew { get; }

    /// <summary>What a payload is kept as: "file".</summary>
    string PayloadNoun { get; }

    /// <summary>The part of the chain that begins with an entry, and for 1 the chain as a whole, as messages say it.</summary>
    string PartName(long first);

    /// <summary>Where a payload is, as messages say it.</summary>
    string PlaceOf(AuditPayload payload);

    /// <summary>What the archive has noted of the chain's end; null when there is nothing, or nothing that can be read.</summary>
    NotedHead? ReadHead();

    /// <summary>A way through the chain; for one use.</summary>
    IChainReader ReadChain();

    IPayloadReader ReadPayloads();

    /// <summary>All anchors, in the order of their days, by where they are; null for one that cannot be read.</summary>
    IReadOnlyList<(string Place, AuditAnchor? Anchor)> ReadAnchors();

    /// <summary>One entry's line; null when it is not where it must be.</summary>
    ChainLine? Find(long sequence);

    /// <summary>Whether an entry records a delivery.</summary>
    bool HasDelivery();
}
