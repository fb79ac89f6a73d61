using System.Security.Cryptography;
using System.Text;
using Muutostieto.Disclosure.Partners;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Disclosure.Purposes;
using Muutostieto.Records;
using Muutostieto.Records.Identity;

namespace Muutostieto.Deliveries.Terms;

/// <summary>
/// The end customer of an order whose recipient is a partner. Every order is judged here when its delivery is planned or counted: an end
/// customer belongs to a partner's order and to no other, is the one of the permit, and has a contract that is in force.
/// </summary>
internal static class OrderCustomers
{
    /// <summary>The purposes of which the addresses may be used for some time alone, and must be printed with their source.</summary>
    private static readonly string[] Lent = [PurposeNames.Of(Purpose.DirectMarketing), PurposeNames.Of(Purpose.MarketResearch)];

    /// <summary>Null for an order of a recipient that is no partner.</summary>
    /// <param name="partners">By recipient.</param>
    /// <param name="permit">Of the order.</param>
    /// <param name="request">What the order says.</param>
    /// <param name="mark">Gives the register's, as of the delivery's key.</param>
    /// <param name="day">On which the contract must be in force, and from which the time of use is counted.</param>
    /// <exception cref="MuutostietoException">Usage: what does not fit, and what to do.</exception>
    internal static OrderCustomer? Of(
        IReadOnlyDictionary<string, Partner> partners, Permit permit, ExtractRequest request, Func<string> mark, DateOnly day)
    {
        var partner = partners.GetValueOrDefault(permit.Recipient);
        if (request.EndCustomer is not { } text)
        {
            return partner is null && permit.EndCustomer is null
                ? null
                : throw Refused(
                    request, $"it names no end customer, and its recipient {permit.Recipient} is a partner", "Write \"endCustomer\".");
        }

        if (partner is null)
        {
            throw Refused(
                request, $"it names the end customer {text}, and its recipient {permit.Recipient} is no partner",
                "Take \"endCustomer\" out, or write the partner's contracts in config/partners.");
        }

        if (!BusinessId.TryParse(text, out var customer) || permit.EndCustomer != customer)
        {
            throw Refused(
                request,
                $"it names the end customer {text}, and the permit \"{permit.Id}\" names {permit.EndCustomer?.ToString() ?? "none"}",
                "Order under the permit of that end customer.");
        }

        return Of(partner, ContractOf(partner, customer, day, request), request, mark, day);
    }

    /// <summary>The contract that is in force on a day; null when none is.</summary>
    internal static PartnerContract? ContractOn(
        IReadOnlyDictionary<string, Partner> partners, string recipient, OrderCustomer customer, DateOnly day) =>
        BusinessId.TryParse(customer.BusinessId, out var id)
            ? partners.GetValueOrDefault(recipient)?.ContractsWith(id).FirstOrDefault(contract => contract.IsInForceOn(day))
            : null;

    private static OrderCustomer Of(
        Partner partner, PartnerContract contract, ExtractRequest request, Func<string> mark, DateOnly day)
    {
        var customer = new OrderCustomer(contract.EndCustomer.ToString(), contract.Name, CustomerSectorNames.Of(contract.Sector));
        return Lent.Contains(request.Purpose)
            ? customer with
            {
                UseBy = day.AddMonths(contract.UseMonths),
                LabelFi = partner.Label.Fi,
                LabelSv = partner.Label.Sv,
                Shuffle = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{mark()} {request.Text}"))),
            }
            : customer;
    }

    private static PartnerContract ContractOf(Partner partner, BusinessId customer, DateOnly day, ExtractRequest request)
    {
        var contracts = partner.ContractsWith(customer).ToList();
        return contracts.Find(contract => contract.IsInForceOn(day))
            ?? throw Refused(
                request,
                contracts.Count == 0 ? $"its partner {partner.Recipient} has no contract with {customer}"
                    : contracts.Find(contract => contract.From > day) is { } next
                        ? $"the contract of {partner.Recipient} with {customer} begins on {next.From:yyyy-MM-dd}"
                        : $"the contract of {partner.Recipient} with {customer} ended on {contracts[^1].To:yyyy-MM-dd}",
                $"Correct it in config/partners/{partner.Recipient}.json, or take the order away.");
    }

    private static MuutostietoException Refused(ExtractRequest request, string why, string remedy) =>
        new(FailureKind.Usage, $"order \"{request.Order}\": {why}. Nothing was delivered. {remedy}");
}
