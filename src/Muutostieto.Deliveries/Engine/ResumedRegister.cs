namespace Muutostieto.Deliveries.Engine;

/// <summary>Whether the register has what the lost deliveries were made of.</summary>
public enum ResumedRegister
{
    /// <summary>It has the same entries, or no delivery was lost that it would matter for.</summary>
    Same,

    /// <summary>It cannot be determined: it has gone on otherwise, or nothing is known of the deliveries.</summary>
    Unproved,

    /// <summary>
    /// It ends before them: entries are missing, non-disclosure orders perhaps; or it has all of it in fewer entries, as a feed makes that
    /// fetches many changes at once. The operator's word decides.
    /// </summary>
    Shorter,

    /// <summary>It ends before what the ledger has: a base would undo what was delivered, non-disclosure orders above all.</summary>
    Behind,
}
