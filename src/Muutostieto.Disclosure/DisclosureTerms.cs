using Muutostieto.Disclosure.Permits;

namespace Muutostieto.Disclosure;

/// <summary>
/// What the gate must know of a permit: who is in it, which data it covers, and what it may show of persons under a non-disclosure order.
/// </summary>
public sealed record DisclosureTerms
{
    /// <summary>The area's municipalities, three digits each; none for a list of persons.</summary>
    public required IReadOnlyList<string> Municipalities { get; init; }

    /// <summary>Whether a list of persons takes the place of an area.</summary>
    public bool IsList { get; init; }

    /// <summary>The groups that leave the register, with the fields of each.</summary>
    public required IReadOnlyList<TermsGroup> Groups { get; init; }

    /// <summary>What the recipient may know of persons under a non-disclosure order.</summary>
    public NonDisclosureRight NonDisclosureRight { get; init; }

    /// <summary>
    /// Which mask takes the place of the address of a protected person: 0, the first one, whose dwelling number is zeros; 1, blanks.
    /// </summary>
    public int Mask { get; init; }

    /// <summary>Whether one of the forms has genuine groups only, in which some records say nothing.</summary>
    public bool HasGenuineForm { get; init; }

    /// <summary>Whether the identity code is left out of the header: of addresses that are for some use alone.</summary>
    public bool OmitsCodes { get; init; }

    /// <summary>Whether persons under a non-disclosure order have records at all, masked.</summary>
    public bool ShowsProtected => NonDisclosureRight != NonDisclosureRight.None;
}
