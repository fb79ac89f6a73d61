using Muutostieto.Deliveries.Ledger;
using Muutostieto.Deliveries.Terms;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Records;
using Muutostieto.Records.Dates;

namespace Muutostieto.Deliveries.Pricing;

/// <summary>
/// Prices deliveries: a base by a fee and its persons, changes free for authorities. A delivery counts on the day on which it was first
/// published; publishing it again is free, and a withdrawn one costs nothing. A base that only a change of the program's own layouts or
/// defaults has made necessary is free. An extract costs what the list of its day says that is for the recipient's kind; an authority has
/// some standard ones free in a calendar year. Taking a connection of the interface into use costs a fee, once, and its use nothing more;
/// the fee is waived for a register that was kept by files before. The other way round no base is needed, and the changes that begin a
/// chain at a key of the interface are free for everybody.
/// </summary>
public sealed class InvoiceCalculator(PriceList prices)
{
    /// <summary>The invoice of a permit.</summary>
    /// <param name="permit">Whose.</param>
    /// <param name="deliveries">Those of all permits: of others count what the recipient has had already.</param>
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

        var published = deliveries.Where(delivery => delivery.Published is not null).ToList();
        var standard = published
            .Where(delivery => IsStandard(delivery) && delivery.Terms.Value.Recipient == permit.Recipient)
            .GroupBy(delivery => DayOf(delivery).Year)
            .SelectMany(year => year.OrderBy(delivery => delivery.Published).Select((delivery, index) => (delivery, index)))
            .ToDictionary(each => each.delivery.Id, each => each.index);
        var rows = published
            .Where(delivery => delivery.Permit == permit.Id && IsAsked(DayOf(delivery)))
            .Select(delivery => Row(permit, delivery, DayOf(delivery), standard.TryGetValue(delivery.Id, out var before) ? before : null));
        return new Invoice(
            permit.Id, from, to, Connection(permit, published) is { } taken && IsAsked(taken.Day) ? [taken, .. rows] : [.. rows]);

        bool IsAsked(DateOnly day) => (from is null || from <= day) && day <= to;
    }

    private static DateOnly DayOf(Delivery delivery) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(delivery.Published!.Value, HelsinkiTime.Zone).DateTime);

    /// <summary>What the connection costs; null when there is none.</summary>
    private InvoiceRow? Connection(Permit permit, List<Delivery> published)
    {
        if (permit.Interface is not { } channel)
        {
            return null;
        }

        var first = channel.From > permit.ValidFrom ? channel.From.Value : permit.ValidFrom;
        var row = new InvoiceRow(null, first, 0m, 0m, 0, null);
        return published.Exists(delivery => delivery.State != DeliveryState.Withdrawn && DayOf(delivery) < first && IsOfRegister(delivery))
            ? row with { Note = "waived: goes over from files" }
            : row with { Fee = prices.Connection };

        bool IsOfRegister(Delivery delivery) =>
            delivery.Terms.Value is var terms
            && (terms.Recipient, terms.CustomerNumber, terms.RegisterName)
                == (permit.Recipient, permit.CustomerNumber, permit.RegisterName);
    }

    /// <summary>By what the recipient was when the extract was planned.</summary>
    private static RecipientKind RecipientOf(Delivery delivery) =>
        delivery.Terms.Value.Order?.IsAuthority == false ? RecipientKind.Other : RecipientKind.Authority;

    private static string Kind(RecipientKind recipient) =>
        recipient == RecipientKind.Authority ? "authorities" : "others than authorities";

    private ExtractPrices? PricesOf(Delivery delivery, DateOnly day) => prices.ExtractsOn(day, RecipientOf(delivery));

    private static bool IsStandard(Delivery delivery) =>
        delivery is { Kind: DeliveryKind.Extract, State: not DeliveryState.Withdrawn }
        && delivery.Terms.Value.Order is { IsStandard: true, IsAuthority: true };

    /// <param name="permit">Whose.</param>
    /// <param name="delivery">Which.</param>
    /// <param name="day">The day on which it was first published.</param>
    /// <param name="standard">How many standard extracts the authority had before it in the year; null: it is none.</param>
    private InvoiceRow Row(Permit permit, Delivery delivery, DateOnly day, int? standard)
    {
        var free = new InvoiceRow(delivery, day, 0m, 0m, delivery.Counts.Persons, null);
        return delivery switch
        {
            { State: DeliveryState.Withdrawn } => free with { Note = "withdrawn" },
            { Kind: DeliveryKind.Base } when delivery.Terms.Value.Cause == DeliveryTerms.ProgramChanged => free with
            {
                Note = "the program's layouts or defaults changed",
            },
            { BeginsAtKey: true } => free with { Note = "waived: goes over from the interface" },
            { Kind: DeliveryKind.Extract } when PricesOf(delivery, day) is { } list && standard < list.FreeStandard => free with
            {
                Note = $"free: standard extract {standard + 1} of {list.FreeStandard} in {day.Year}",
            },
            { Kind: DeliveryKind.Extract } when PricesOf(delivery, day) is { } list => free with
            {
                Fee = list.Fee(delivery.Terms.Value.Order?.HasControls == true),
                Units = list.OfUnits(delivery.Counts.Persons),
            },
            { Kind: DeliveryKind.Extract } => throw new MuutostietoException(
                FailureKind.Usage,
                $"{delivery.Title}: there is no price of extracts for {Kind(RecipientOf(delivery))} on {day:yyyy-MM-dd}. Write it: "
                    + "\"Prices\": { \"extracts\": [ … ] } in appsettings.json."),
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
