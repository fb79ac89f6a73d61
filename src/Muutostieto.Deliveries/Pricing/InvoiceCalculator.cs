using Muutostieto.Deliveries.Ledger;
using Muutostieto.Deliveries.Terms;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Records;
using Muutostieto.Records.Dates;

namespace Muutostieto.Deliveries.Pricing;

/// <summary>
/// Prices deliveries: a base by a fee and its persons, changes free for authorities. A delivery counts on the day on which it was first
/// published; publishing it again is free, and a withdrawn one costs nothing. A base that only a change of the program's own layouts or
/// defaults has made necessary is free.
/// </summary>
public sealed class InvoiceCalculator(PriceList prices)
{
    /// <summary>The invoice of a permit.</summary>
    /// <param name="permit">Whose.</param>
    /// <param name="deliveries">The permit's deliveries.</param>
    /// <param name="from">The first day in Finland; null: from the beginning.</param>
    /// <param name="to">The last day, itself included.</param>
    /// <exception cref="MuutostietoException">Usage: a change delivery has no price, or the days are the wrong way round.</exception>
    public Invoice Of(Permit permit, IEnumerable<Delivery> deliveries, DateOnly? from, DateOnly to)
    {
        ArgumentNullException.ThrowIfNull(permit);
        ArgumentNullException.ThrowIfNull(deliveries);
        if (from > to)
        {
            throw new MuutostietoException(
                FailureKind.Usage,
                $"from {from:yyyy-MM-dd}: it lies after the last day, {to:yyyy-MM-dd}. Put the days the right way round.");
        }

        var rows = deliveries
            .Where(delivery => delivery.Published is not null)
            .Select(delivery =>
                (
                    Delivery: delivery,
                    Day: DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(delivery.Published!.Value, HelsinkiTime.Zone).DateTime)))
            .Where(dated => (from is null || from <= dated.Day) && dated.Day <= to)
            .Select(dated => Row(permit, dated.Delivery, dated.Day));
        return new Invoice(permit.Id, from, to, [.. rows]);
    }

    private InvoiceRow Row(Permit permit, Delivery delivery, DateOnly day)
    {
        var free = new InvoiceRow(delivery, day, 0m, 0m, delivery.Counts.Persons, null);
        return delivery switch
        {
            { State: DeliveryState.Withdrawn } => free with { Note = "withdrawn" },
            { Kind: DeliveryKind.Base } when delivery.Terms.Value.Cause == DeliveryTerms.ProgramChanged => free with
            {
                Note = "the program's layouts or defaults changed",
            },
            { Kind: DeliveryKind.Base } => free with { Fee = prices.Base, PersonPrice = prices.BasePerson },
            _ when permit.RecipientKind == RecipientKind.Authority => free with { Note = "free for authorities" },
            _ => free with
            {
                Fee = prices.Changes
                    ?? throw new MuutostietoException(
                        FailureKind.Usage,
                        $"{delivery.Title}: the recipient is no authority, and there is no price of change deliveries. Write it: "
                            + $"\"Prices\": {{ \"changes\": … }} in appsettings.json."),
                PersonPrice = prices.ChangesPerson,
            },
        };
    }
}
