namespace Muutostieto.Drops;

/// <summary>What the ending of a receipt's name says.</summary>
public enum ReceiptKind
{
    /// <summary><c>.OK</c>: loaded, or needless by now.</summary>
    Accepted,

    /// <summary><c>.ERR</c>: it could not be loaded.</summary>
    Refused,

    /// <summary>Probably meant as a receipt, but the name does not say which: it is not opened.</summary>
    Misnamed,
}
