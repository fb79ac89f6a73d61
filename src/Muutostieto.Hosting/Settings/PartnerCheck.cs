using Muutostieto.Disclosure.Partners;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Disclosure.Purposes;
using Muutostieto.Records.Identity;

namespace Muutostieto.Hosting.Settings;

/// <summary>
/// What permits contradict of partners. The permit of a partner is its end customer's: it names that one, is of orders alone, and is for
/// the purposes for which private companies get data through partners (the agency's page of services for the private sector).
/// </summary>
internal static class PartnerCheck
{
    /// <summary>The purposes that a partner may order for.</summary>
    internal static readonly IReadOnlyList<Purpose> Purposes =
        [Purpose.CustomerRegisterUpdate, Purpose.MarketResearch, Purpose.DirectMarketing];

    /// <param name="partners">By recipient; null when some could not be read, and nothing is judged.</param>
    /// <param name="permits">All that were read.</param>
    /// <param name="today">The day on which contracts must be in force.</param>
    /// <param name="faults">Takes what is wrong.</param>
    internal static void Check(
        IReadOnlyDictionary<string, Partner>? partners, IEnumerable<LoadedPermit> permits, DateOnly today, FaultCollector faults)
    {
        if (partners is null)
        {
            return;
        }

        foreach (var loaded in permits)
        {
            var partner = partners.GetValueOrDefault(loaded.Permit.Recipient);
            if (loaded.Permit.EndCustomer is { } customer)
            {
                CheckCustomer(loaded, customer, partner, today, faults);
            }
            else if (partner is not null)
            {
                faults.Add(
                    loaded.Id,
                    $"the permit \"{loaded.Permit.Id}\" names no end customer, and its recipient {partner.Recipient} is a partner",
                    $"Write \"{PartnerLoader.EndCustomer}\", the business id of the end customer that the permit was granted to. It has a "
                        + $"contract with: {Customers(partner)}.");
            }
        }
    }

    private static void CheckCustomer(
        LoadedPermit loaded, BusinessId customer, Partner? partner, DateOnly today, FaultCollector faults)
    {
        var (permit, place) = (loaded.Permit, loaded.EndCustomer);
        if (partner is null)
        {
            faults.Add(
                place, $"the permit names the end customer {customer}, and its recipient {permit.Recipient} is no partner",
                $"Take \"{PartnerLoader.EndCustomer}\" out, or write the partner's contracts in config/partners/{permit.Recipient}.json.");
            return;
        }

        CheckTerms(permit, place, faults);
        var contracts = partner.ContractsWith(customer).ToList();
        if (contracts.Count == 0)
        {
            faults.Add(
                place, $"the partner {partner.Recipient} has no contract with {customer}",
                Suggestion(customer, partner) + $"It has one with: {Customers(partner)}. Correct the business id, or write the contract in "
                    + $"config/partners/{partner.Recipient}.json.");
        }
        else if (permit.IsValidOn(today) && !contracts.Exists(contract => contract.IsInForceOn(today)))
        {
            var (message, remedy) = NotInForce(partner, contracts, today);
            faults.Add(place, message + ": the permit is not served", remedy, FaultKind.Ended);
        }
    }

    /// <summary>That no contract is in force on a day, and what to do.</summary>
    private static (string Message, string Remedy) NotInForce(Partner partner, List<PartnerContract> contracts, DateOnly today)
    {
        var customer = contracts[0].EndCustomer;
        var remedy = $"Correct it in config/partners/{partner.Recipient}.json, or move the permit and its orders out of their folders.";
        return contracts.Find(contract => contract.From > today) is { } next
            ? ($"the contract of {partner.Recipient} with {customer} begins on {next.From:yyyy-MM-dd}", remedy)
            : ($"the contract of {partner.Recipient} with {customer} ended on {contracts[^1].To:yyyy-MM-dd}", remedy);
    }

    private static void CheckTerms(Permit permit, JsonPlace place, FaultCollector faults)
    {
        if (permit.RecipientKind == RecipientKind.Authority)
        {
            faults.Add(
                place, "the permit names an end customer, and its recipient is an authority",
                "Write \"recipientKind\": \"other\": a partner orders for companies, and no exception for authorities is theirs.");
        }

        if (permit is not { Files: null, Interface: null, Orders: not null })
        {
            faults.Add(
                place, "the permit names an end customer and is not of orders alone",
                "Give the partner's deliveries by a rhythm and its connection permits of another recipient.");
        }

        if (permit.NonDisclosureRight != NonDisclosureRight.None)
        {
            faults.Add(
                place, "the permit names an end customer, and has the right of 37 §, which is of authorities",
                "Write \"nonDisclosureRight\": false.");
        }

        if (permit.Orders?.Targets.Any(target => target is OrderTarget.Buildings or OrderTarget.Dwellings) == true)
        {
            faults.Add(place, "the permit names an end customer and is for buildings or dwellings", "Partners order persons.");
        }

        if (permit.Orders?.Purposes.Where(purpose => !Purposes.Contains(purpose)).Select(PurposeNames.Of).ToList() is { Count: > 0 } others)
        {
            faults.Add(
                place, $"the permit names an end customer and is for {string.Join(", ", others)}",
                $"Partners order for {string.Join(", ", Purposes.Select(PurposeNames.Of))}.");
        }
    }

    private static string Suggestion(BusinessId customer, Partner partner) => Records.Suggestion.For(
        customer.ToString(), partner.Contracts.Select(contract => contract.EndCustomer.ToString()));

    private static string Customers(Partner partner) =>
        string.Join(", ", partner.Contracts.Select(contract => contract.EndCustomer.ToString()).Distinct().Order(StringComparer.Ordinal));
}
