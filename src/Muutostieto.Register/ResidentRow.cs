namespace Muutostieto.Register;

/// <summary>
/// One living resident as the scan hands them out. Its spans are the store's own memory: they hold until the visitor returns.
/// </summary>
public readonly ref struct ResidentRow
{
    /// <summary>The surrogate id; it never leaves the register and the audit.</summary>
    public long PersonId { get; init; }

    /// <summary>The current identity code, 11 characters.</summary>
    public ReadOnlySpan<byte> IdentityCode { get; init; }

    /// <summary>The number of the municipality of residence, 3 digits.</summary>
    public ReadOnlySpan<byte> Municipality { get; init; }

    /// <summary>
    /// The last day of the non-disclosure order as VVVVKKPP, 99990000 until further notice; empty when there is no order.
    /// </summary>
    public ReadOnlySpan<byte> NonDisclosureEnd { get; init; }

    /// <summary>The person's state: compact UTF-8 JSON.</summary>
    public ReadOnlySpan<byte> Document { get; init; }
}
