using Muutostieto.Records.Identity;

namespace Muutostieto.Disclosure.Partners;

/// <summary>A recipient that orders data for others, its end customers, by contracts with them.</summary>
public sealed record Partner
{
    /// <summary>As permits name it; the name of the partner's file too.</summary>
    public required string Recipient { get; init; }

    /// <summary>As it is printed where addresses come from.</summary>
    public required string Name { get; init; }

    /// <summary>What an advertisement prints of where the address comes from, by language (<c>fi</c>, <c>sv</c>).</summary>
    public required SourceLabel Label { get; init; }

    /// <summary>At least one; those of one end customer do not overlap.</summary>
    public required IReadOnlyList<PartnerContract> Contracts { get; init; }

    /// <summary>The contracts with an end customer, in the order of their days.</summary>
    public IEnumerable<PartnerContract> ContractsWith(BusinessId endCustomer) =>
        Contracts.Where(contract => contract.EndCustomer == endCustomer).OrderBy(contract => contract.From);
}
