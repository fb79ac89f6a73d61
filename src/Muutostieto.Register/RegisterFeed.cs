namespace Muutostieto.Register;

/// <summary>How a register is filled. A fed one lags behind its source: nothing ends in it that the source may have extended.</summary>
/// <param name="IsFed">Whether an import has ever filled it, or it holds real persons; false where all persons are made up by this
/// program.</param>
/// <param name="LastImport">When an import last brought anything that had not been imported before; null when none has since this is
/// recorded.</param>
/// <param name="HeldStatements">How many statements about non-disclosure orders wait for a person with one of their codes.</param>
/// <param name="LastHeld">The number of the last statement that was ever held; 0 when there is none. It distinguishes new ones from known
/// ones.</param>
public sealed record RegisterFeed(bool IsFed, DateTimeOffset? LastImport, long HeldStatements, long LastHeld)
{
    /// <summary>How many change files are missing by their running numbers: later ones have been imported, and no base since.</summary>
    public long MissingFiles { get; init; }
}
