namespace Muutostieto.Register;

/// <summary>
/// A <see cref="PersonVersion"/> where it lies. Its spans are the store's own memory: they hold until the visitor returns.
/// </summary>
public readonly ref struct VersionRow
{
    /// <summary>The surrogate id; it never leaves the register and the audit.</summary>
    public long PersonId { get; init; }

    /// <summary>The key that made this version.</summary>
    public JournalKey From { get; init; }

    /// <summary>The key that made the next one; null when this is the current one.</summary>
    public JournalKey? To { get; init; }

    /// <summary>The identity code then current, 11 characters.</summary>
    public ReadOnlySpan<byte> IdentityCode { get; init; }

    /// <summary>The number of the municipality of residence, 3 digits; empty when the person has none.</summary>
    public ReadOnlySpan<byte> Municipality { get; init; }

    /// <summary>False when a day of death was known.</summary>
    public bool Alive { get; init; }

    /// <summary>
    /// The last day of the non-disclosure order as VVVVKKPP, 99990000 until further notice; empty when there is no order.
    /// </summary>
    public ReadOnlySpan<byte> NonDisclosureEnd { get; init; }

    /// <summary>The person that this one was merged into; null when not merged.</summary>
    public long? MergedInto { get; init; }

    /// <summary>The person's state: compact UTF-8 JSON.</summary>
    public ReadOnlySpan<byte> Document { get; init; }

    /// <summary>The same person as a scan of residents shows one.</summary>
    public ResidentRow AsResident() => new()
    {
        PersonId = PersonId,
        IdentityCode = IdentityCode,
        Municipality = Municipality,
        NonDisclosureEnd = NonDisclosureEnd,
        Document = Document,
    };
}
