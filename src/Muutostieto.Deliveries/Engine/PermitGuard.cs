using Muutostieto.Deliveries.Ledger;
using Muutostieto.Deliveries.Terms;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Disclosure.Purposes;
using Muutostieto.Records;
using Muutostieto.Records.Dates;

namespace Muutostieto.Deliveries.Engine;

/// <summary>
/// Keeps a delivery whose terms were frozen earlier from giving more than the permit allows today: a right taken away, an area or product
/// made narrower.
/// </summary>
/// <param name="configuration">Checked.</param>
/// <param name="clock">Says which day it is; null where that has been looked at already.</param>
internal sealed class PermitGuard(DeliveryConfiguration configuration, TimeProvider? clock)
{
    /// <summary>Refuses a delivery that the permit of today no longer covers.</summary>
    /// <exception cref="MuutostietoException">Usage: what the delivery has too much, and what to do.</exception>
    internal void Require(Delivery delivery)
    {
        var terms = delivery.Terms.Value;
        if (configuration.Permits.FirstOrDefault(permit => permit.Id == terms.Permit) is not { } permit)
        {
            throw Refused(delivery, "there is no such permit any more");
        }

        if (clock is not null && !permit.IsValidOn(HelsinkiTime.Today(clock)))
        {
            throw new MuutostietoException(
                FailureKind.Usage,
                $"{delivery.Title}: the permit is not valid today. Nothing was delivered. Extend the permit, or withdraw the delivery.");
        }

        if (permit.Recipient != terms.Recipient)
        {
            throw Refused(delivery, "the permit is another recipient's now");
        }

        if ((delivery.Kind == DeliveryKind.Extract ? permit.Orders : (FileHandover?)permit.Files) is not { } channel)
        {
            throw Refused(
                delivery, delivery.Kind == DeliveryKind.Extract ? "nothing can be ordered any more" : "the permit has no files any more");
        }

        if (channel.Drop != terms.Drop)
        {
            throw Refused(delivery, "the permit's drop is another one now");
        }

        if ((Narrowed(permit, terms) ?? OfCustomer(permit, terms)) is { } why)
        {
            throw Refused(delivery, why);
        }

        if (terms.Order?.Update is { Since: null } mark && mark.Rows < permit.Orders?.Update?.MinimumRows)
        {
            throw Refused(delivery, "the permit wants more rows now");
        }
    }

    /// <summary>Why a recipient may no longer fetch a published delivery; null when it may. A change of the permit's drop is no such
    /// reason.</summary>
    internal string? RevokedSince(Delivery delivery)
    {
        var terms = delivery.Terms.Value;
        return configuration.Permits.FirstOrDefault(permit => permit.Id == terms.Permit) is not { } permit
                ? "there is no such permit any more"
            : clock is not null && !permit.IsValidOn(HelsinkiTime.Today(clock)) ? "the permit is not valid today"
            : permit.Recipient != terms.Recipient ? "the permit is another recipient's now"
            : Narrowed(permit, terms) ?? OfCustomer(permit, terms);
    }

    private string? Narrowed(Permit permit, DeliveryTerms terms)
    {
        if (terms.NonDisclosureRight == NonDisclosureRight.Section37 && permit.NonDisclosureRight != NonDisclosureRight.Section37)
        {
            return "the permit no longer has the right of 37 §";
        }

        if (terms.ShowsProtected && permit.NonDisclosureRight == NonDisclosureRight.None)
        {
            return "the permit no longer allows to know of non-disclosure orders";
        }

        if (terms.IsList && !permit.Area.IsList)
        {
            return "the permit no longer follows a list";
        }

        if (!terms.Municipalities.Select(Today).All(Area(permit).Contains))
        {
            return "the permit's area no longer has all its municipalities";
        }

        if (terms.Order is { } order && permit.Orders?.Purposes.Select(PurposeNames.Of).Contains(order.Purpose) != true)
        {
            return "the permit no longer has its purpose";
        }

        if (terms.Order?.Update is not null && permit.Orders?.Update is null)
        {
            return "no customers' registers are brought up to date under the permit any more";
        }

        if (terms.Order?.Methods?.Except(permit.Orders!.Update!.Methods.Select(MatchMethodNames.Of)).Any() == true)
        {
            return "the permit no longer has all its methods";
        }

        var widest = terms.Order is null ? configuration.ProductOf(permit).Groups : permit.Orders!.Groups;
        var product = widest.ToDictionary(group => group.Group);
        return terms.Groups.Any(group => !product.TryGetValue(group.Group, out var allowed) || !Covers(allowed.Fields, group.Fields))
            ? $"the permit's {(terms.Order is null ? "product no longer has" : "orders no longer have")} all its groups and fields"
            : null;
    }

    /// <summary>Why the end customer's data may no longer be delivered; null when they may, or there is no end customer.</summary>
    private string? OfCustomer(Permit permit, DeliveryTerms terms)
    {
        var customer = terms.Order?.Customer;
        if (terms.Order is not null && permit.EndCustomer?.ToString() != customer?.BusinessId)
        {
            return "the permit is another end customer's now";
        }

        if (customer is null || clock is null)
        {
            return null;
        }

        var today = HelsinkiTime.Today(clock);
        return customer.UseBy < today ? $"its addresses might be used until {customer.UseBy:yyyy-MM-dd} only"
            : OrderCustomers.ContractOn(configuration.Partners, terms.Recipient, customer, today) is not { } contract
                ? "no contract of the partner with the end customer is in force"
            : DataUsers.Of(terms.Order!.IsAuthority, contract.Sector) == DataUser.Other && terms.Order.User != DataUser.Other
                ? "the contract no longer has the sector that a ban does not stop"
            : null;
    }

    /// <summary>Null is all fields.</summary>
    private static bool Covers(IReadOnlyList<string>? allowed, IReadOnlyList<string>? delivered) =>
        allowed is null || (delivered is not null && delivered.All(allowed.Contains));

    private HashSet<string> Area(Permit permit) =>
        permit.Area is ResidenceArea area ? [.. area.CodesIn(configuration.Municipalities).Select(Today)] : [];

    /// <summary>A municipality that has been merged counts as the one it became part of.</summary>
    private string Today(string code) => configuration.Municipalities.SuccessorOf(code)?.Code ?? code;

    private static MuutostietoException Refused(Delivery delivery, string why) =>
        new(FailureKind.Usage, $"{delivery.Title}: {why}; the delivery was planned before that. Nothing was delivered. Withdraw it.")
        { Remedy = new DeliveryRemedy.Withdraw([delivery.Id], null) };
}
