using Muutostieto.Records.Identity;

namespace Muutostieto.Disclosure.Partners;

/// <summary>A partner's contract with an end customer, for whose use it orders data.</summary>
public sealed record PartnerContract
{
    /// <summary><see cref="UseMonths"/> of a contract that does not say otherwise.</summary>
    public const int DefaultUseMonths = 2;

    /// <summary>The end customer's.</summary>
    public required BusinessId EndCustomer { get; init; }

    /// <summary>The end customer's name.</summary>
    public required string Name { get; init; }

    public required CustomerSector Sector { get; init; }

    /// <summary>The first day on which it is in force.</summary>
    public required DateOnly From { get; init; }

    /// <summary>The last day; null: until further notice.</summary>
    public DateOnly? To { get; init; }

    /// <summary>For how many months after a delivery of addresses for advertising or research these may be used, from 1.</summary>
    public int UseMonths { get; init; } = DefaultUseMonths;

    public bool IsInForceOn(DateOnly day) => From <= day && (To is null || day <= To);
}
