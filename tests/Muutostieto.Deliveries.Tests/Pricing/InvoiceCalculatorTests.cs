using Muutostieto.Deliveries.Ledger;
using Muutostieto.Deliveries.Pricing;
using Muutostieto.Deliveries.Terms;
using Muutostieto.Deliveries.Tests.Engine;
using Muutostieto.Deliveries.Tests.Ledger;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Disclosure.Windows;
using Muutostieto.Records;

namespace Muutostieto.Deliveries.Tests.Pricing;

public sealed class InvoiceCalculatorTests
{
    private static readonly Permit Authority = EngineScene.Permit("kainuu");
    private static readonly DateOnly Last = new(2026, 12, 31);

    [TestCase(694_392, "7938.31")]
    [TestCase(69_193, "1061.12")]
    [TestCase(0, "300.00")]
    [TestCase(5_652_881, "62481.69")]
    public void A_base_costs_a_fee_and_its_persons_rounded_to_cents(long persons, string total) =>
        Assert.That(
            Of(Authority, Delivery(DeliveryKind.Base, persons)).Total,
            Is.EqualTo(decimal.Parse(total, System.Globalization.CultureInfo.InvariantCulture)));

    [Test]
    public void Half_a_cent_goes_up_once_at_the_total_and_not_in_each_row()
    {
        // 45 persons cost 0.495: two such rows make 0.99, not twice 0.50.
        var half = Delivery(DeliveryKind.Base, 45);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Of(Authority, half).Rows.Single().Amount, Is.EqualTo(300.495m));
            Assert.That(Of(Authority, half).Total, Is.EqualTo(300.50m));
            Assert.That(Of(Authority, half, half).Total, Is.EqualTo(600.99m));
        }
    }

    [Test]
    public void Changes_are_free_for_authorities_and_said_to_be() =>
        Assert.That(
            Of(Authority, Delivery(DeliveryKind.Changes, 1000)).Rows.Single(),
            Has.Property("Amount").EqualTo(0m).And.Property("Note").EqualTo("free for authorities"));

    [Test]
    public void Changes_that_begin_at_a_key_of_the_interface_are_free_for_everybody_and_said_to_be()
    {
        var first = Delivery(DeliveryKind.Changes, 1000) with { Predecessor = null };
        Assert.That(
            new[] { Authority, Other }.Select(permit => Of(permit, first).Rows.Single()).Select(row => (row.Amount, row.Note)),
            Is.All.EqualTo((0m, "waived: goes over from the interface")));
    }

    [Test]
    public void Changes_cost_others_what_the_settings_say() =>
        Assert.That(
            new InvoiceCalculator(new PriceList { Changes = 20m, ChangesPerson = 0.05m })
                .Of(Other, [Delivery(DeliveryKind.Changes, 1000)], null, Last)
                .Total,
            Is.EqualTo(70m));

    [Test]
    public void Changes_for_others_without_a_price_are_not_guessed() =>
        Assert.That(
            () => Of(Other, Delivery(DeliveryKind.Changes, 1)),
            Throws
                .TypeOf<MuutostietoException>()
                .With.Property("Kind")
                .EqualTo(FailureKind.Usage)
                .And.Message.Contains("\"Prices\": { \"changes\": … }"));

    [Test]
    public void What_was_withdrawn_costs_nothing_and_what_was_delivered_again_costs_once()
    {
        var invoice = Of(
            Authority,
            Delivery(DeliveryKind.Base, 1000) with { State = DeliveryState.Withdrawn },
            Delivery(DeliveryKind.Base, 1000) with { Redelivered = At(2026, 2, 1, 12) });
        Assert.That(invoice.Rows.Select(row => (row.Amount, row.Note)), Is.EqualTo(new[] { (0m, "withdrawn"), (311m, null) }));
    }

    [Test]
    public void What_was_never_published_is_not_on_the_invoice() =>
        Assert.That(
            Of(Authority, Delivery(DeliveryKind.Base, 1000) with { State = DeliveryState.Composed, Published = null }).Rows,
            Is.Empty);

    [TestCase("2026-01-05", "2026-01-05", true)]
    [TestCase("2026-01-06", "2026-01-31", false)]
    [TestCase("2025-12-01", "2026-01-04", false)]
    public void Days_are_those_of_Finland(string from, string to, bool priced)
    {
        // 23:30 of the 4th in Greenwich is the 5th in Finland.
        var late = Delivery(DeliveryKind.Base, 1) with { Published = new DateTimeOffset(2026, 1, 4, 23, 30, 0, TimeSpan.Zero) };
        var invoice = new InvoiceCalculator(new PriceList()).Of(Authority, [late], DateOnly.Parse(from, null), DateOnly.Parse(to, null));
        Assert.That(invoice.Rows, Has.Count.EqualTo(priced ? 1 : 0));
    }

    [Test]
    public void Days_the_wrong_way_round_are_refused() =>
        Assert.That(
            () => new InvoiceCalculator(new PriceList()).Of(Authority, [], Last.AddDays(1), Last),
            Throws.TypeOf<MuutostietoException>().With.Property("Kind").EqualTo(FailureKind.Usage));

    [Test]
    public void A_connection_costs_its_fee_once_on_its_first_day()
    {
        var permit = Connected(new DateOnly(2026, 3, 1));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Of(permit).Rows.Single(), Is.EqualTo(new InvoiceRow(null, new DateOnly(2026, 3, 1), 1000m, 0m, 0, null)));
            Assert.That(Of(permit).Total, Is.EqualTo(1000m));
            Assert.That(Of(Connected(null)).Rows.Single().Day, Is.EqualTo(permit.ValidFrom));
            Assert.That(Of(permit, new DateOnly(2026, 3, 2), Last).Rows, Is.Empty);
            Assert.That(Of(permit, null, new DateOnly(2026, 2, 28)).Rows, Is.Empty);
        }
    }

    [TestCase(5, 0, TestName = "A connection of a register that was kept by files before is free")]
    [TestCase(1, 1000, TestName = "A connection that is there before the first file costs its fee")]
    public void The_fee_is_waived_for_a_recipient_that_goes_over(int day, int fee)
    {
        // The files were another permit's, and published on the first of March.
        var files = Delivery(DeliveryKind.Base, 0) with { Permit = "ennen", Published = At(2026, 3, 1, 1) };
        var permit = Connected(new DateOnly(2026, 3, day)) with { RegisterName = "R" };
        var row = Of(permit, files).Rows.Single();
        Assert.That((row.Amount, row.Note is null), Is.EqualTo(((decimal)fee, fee > 0)));
    }

    [Test]
    public void Each_further_connection_of_the_recipient_costs_the_fee()
    {
        var files = Delivery(DeliveryKind.Base, 0) with { Permit = "ennen" };
        Assert.That(Of(Connected(new DateOnly(2026, 3, 1)) with { RegisterName = "TOINEN" }, files).Total, Is.EqualTo(1000m));
    }

    [Test]
    public void Files_that_were_withdrawn_waive_no_fee()
    {
        var files = Delivery(DeliveryKind.Base, 0) with { Permit = "ennen", State = DeliveryState.Withdrawn };
        Assert.That(Of(Connected(new DateOnly(2026, 3, 1)) with { RegisterName = "R" }, files).Total, Is.EqualTo(1000m));
    }

    [Test]
    public void Two_standard_extracts_of_a_calendar_year_are_free_to_an_authority_and_the_others_cost_what_the_list_says()
    {
        Delivery[] deliveries =
        [
            Extract(1, 2025, isStandard: true), Extract(2, 2026, isStandard: false), Extract(3, 2026, isStandard: true),
            Extract(4, 2026, isStandard: true) with { State = DeliveryState.Withdrawn }, Extract(5, 2026, isStandard: true),
            Extract(6, 2026, isStandard: true), Extract(7, 2026, isStandard: true, isAuthority: false),
        ];
        var rows = Extracts(null, deliveries).Rows.Select(row => (row.Amount, row.Note));
        Assert.That(rows, Is.EqualTo(new (decimal, string?)[]
        {
            (0m, "free: standard extract 1 of 2 in 2025"), (704m, null), (0m, "free: standard extract 1 of 2 in 2026"), (0m, "withdrawn"),
            (0m, "free: standard extract 2 of 2 in 2026"), (704m, null), (704m, null),
        }));
        Assert.That(
            Extracts(new DateOnly(2026, 1, 7), deliveries).Rows.Select(row => row.Note).Last(note => note is not null),
            Is.EqualTo("free: standard extract 2 of 2 in 2026"),
            "those before the first day of the invoice count as well");
    }

    [Test]
    public void What_an_authority_had_free_by_another_permit_counts() =>
        Assert.That(
            Extracts(
                null,
                Extract(1, 2026, isStandard: true, permit: "toinen"), Extract(2, 2026, isStandard: true, permit: "toinen"),
                Extract(3, 2026, isStandard: true)).Rows.Select(row => row.Amount),
            Is.EqualTo(new[] { 704m }));

    [Test]
    public void Controls_cost_more() =>
        Assert.That(Extracts(null, Extract(1, 2026, isStandard: false, hasControls: true)).Total, Is.EqualTo(1254m));

    [TestCase(true, 2026, 704.00)]
    [TestCase(true, 2027, 704.00)]
    [TestCase(false, 2026, 240.00)]
    [TestCase(false, 2027, 345.00)]
    public void The_list_of_the_recipient_s_kind_and_of_the_day_counts(bool isAuthority, int year, decimal expected)
    {
        // By hand, of 2,000 units: 660 + 2,000 × 0.022; 100 + 1,000 × 0.09 + 1,000 × 0.05; 125 + 2,000 × 0.11.
        ExtractPrices[] lists =
        [
            new()
            {
                From = new DateOnly(2017, 1, 1),
                Audience = RecipientKind.Authority,
                Extraction = 660m,
                Units = [new PriceStep(1, 0.022m)],
            },
            new()
            {
                From = new DateOnly(2026, 1, 1),
                To = new DateOnly(2026, 12, 31),
                Audience = RecipientKind.Other,
                Extraction = 100m,
                Units = [new PriceStep(1, 0.09m), new PriceStep(1001, 0.05m)],
            },
            new() { From = new DateOnly(2027, 1, 1), Audience = RecipientKind.Other, Extraction = 125m, Units = [new PriceStep(1, 0.11m)] },
        ];
        var invoice = new InvoiceCalculator(new PriceList { Extracts = lists }).Of(
            Authority, [Extract(1, year, isStandard: false, isAuthority)], null, new DateOnly(2027, 12, 31));

        Assert.That(invoice.Total, Is.EqualTo(expected));
    }

    [Test]
    public void Where_only_the_other_kind_has_a_list_there_is_no_price()
    {
        var list = new ExtractPrices
        {
            From = new DateOnly(2017, 1, 1),
            Audience = RecipientKind.Authority,
            Extraction = 660m,
            Units = [new PriceStep(1, 0.022m)],
        };
        var calculator = new InvoiceCalculator(new PriceList { Extracts = [list] });

        Assert.That(
            () => calculator.Of(Authority, [Extract(1, 2026, isStandard: false, isAuthority: false)], null, Last),
            Throws.InstanceOf<MuutostietoException>().With.Message.Contains(
                "there is no price of extracts for others than authorities on 2026-01-05"));
    }

    private static Invoice Extracts(DateOnly? from, params Delivery[] deliveries)
    {
        var list = new ExtractPrices
        {
            From = new DateOnly(2017, 1, 1),
            Extraction = 660m,
            Controls = 550m,
            FreeStandard = 2,
            Units = [new PriceStep(1, 0.022m)],
        };
        return new InvoiceCalculator(new PriceList { Extracts = [list] }).Of(Authority, deliveries, from, Last);
    }

    /// <summary>Of 2,000 units, published on the day of January of its number.</summary>
    private static Delivery Extract(
        int number, int year, bool isStandard, bool isAuthority = true, bool hasControls = false, string permit = "kainuu")
    {
        var order = new OrderTerms("o", "authority-task", "{}", isAuthority, 1, Last, Last)
        {
            IsStandard = isStandard,
            HasControls = hasControls,
        };
        var terms = DeliveryTerms.FromJson(Some.LeastTerms) with { Recipient = Authority.Recipient, Order = order };
        return Delivery(DeliveryKind.Extract, 2000) with
        {
            Id = number,
            Number = number,
            Permit = permit,
            Published = At(year, 1, 4 + number, 12),
            Predecessor = null,
            Terms = new RecordedTerms(terms.ToJson()),
        };
    }

    private static Permit Connected(DateOnly? from) =>
        Authority with { Files = null, Interface = new InterfaceChannel("kainuu", ["hash"], null) { From = from } };

    private static Invoice Of(Permit permit, DateOnly? from, DateOnly to) =>
        new InvoiceCalculator(new PriceList()).Of(permit, [], from, to);

    private static Permit Other => Authority with { RecipientKind = RecipientKind.Other };

    private static Invoice Of(Permit permit, params Delivery[] deliveries) =>
        new InvoiceCalculator(new PriceList()).Of(permit, deliveries, null, Last);

    private static DateTimeOffset At(int year, int month, int day, int hour) => new(year, month, day, hour, 0, 0, TimeSpan.Zero);

    private static Delivery Delivery(DeliveryKind kind, long persons) => Some.Published with
    {
        Kind = kind,
        Planned = At(2026, 1, 5, 0),
        Published = At(2026, 1, 5, 1),
        Window = new DeliveryWindow(kind == DeliveryKind.Base ? null : 1, 2),
        Predecessor = kind == DeliveryKind.Base ? null : new Predecessor(Some.Published.Key, Some.Hash('0')),
        Counts = new DeliveryCounts(persons, persons),
    };
}
