namespace Muutostieto.Deliveries.Ledger;

/// <summary>How the service came to know what a recipient did with a delivery.</summary>
public enum ReceiptSource
{
    /// <summary>A file <c>.OK</c> in <c>upload/</c>, or the word of the recipient's user in the browser.</summary>
    Accepted,

    /// <summary>A file <c>.ERR</c> in <c>upload/</c>, or the word of the recipient's user in the browser.</summary>
    Refused,

    /// <summary>A file <c>.OK</c> or <c>.ERR</c> in <c>upload/</c> that cannot be read, or speaks of another delivery.</summary>
    Unclear,

    /// <summary>The recipient has removed the manifest.</summary>
    ManifestRemoved,

    /// <summary>One file was fetched whole, as the drop's own log says.</summary>
    Downloaded,
}
