using Muutostieto.Disclosure.Permits;
using Muutostieto.Disclosure.Purposes;
using Muutostieto.Records.Model;

namespace Muutostieto.Disclosure.Tests.Purposes;

public sealed class BanTests
{
    private static readonly DateOnly Day = new(2026, 11, 16);

    /// <summary>Every stop there is: ban, purpose, and whether an authority is stopped too.</summary>
    private static readonly (DisclosureBan Ban, Purpose Purpose, bool Authority)[] Stops =
    [
        (DisclosureBan.DirectMarketing, Purpose.DirectMarketing, true),
        (DisclosureBan.DirectMarketing, Purpose.MarketResearch, true),
        (DisclosureBan.Genealogy, Purpose.Genealogy, true),
        (DisclosureBan.Directory, Purpose.Directory, true),
        (DisclosureBan.ContactData, Purpose.AddressService, true),
        (DisclosureBan.CustomerRegister, Purpose.CustomerRegisterUpdate, false),
    ];

    private static IEnumerable<object[]> Table() =>
        from ban in Enum.GetValues<DisclosureBan>()
        from purpose in Enum.GetValues<Purpose>()
        from kind in Enum.GetValues<RecipientKind>()
        select new object[] { ban, purpose, kind };

    [TestCaseSource(nameof(Table))]
    public void A_ban_stops_the_purposes_of_its_own_alone(DisclosureBan ban, Purpose purpose, RecipientKind kind)
    {
        var isAuthority = kind == RecipientKind.Authority;
        var expected = Stops.Any(stop => stop.Ban == ban && stop.Purpose == purpose && (stop.Authority || !isAuthority));
        var filter = new BanFilter(purpose, isAuthority, Day);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(BanRule.Stops(ban, purpose, isAuthority), Is.EqualTo(expected));
            Assert.That(filter.Stops(Banned(BanFilter.CodeOf(ban), "20200101", "")), Is.EqualTo(expected));
        }
    }

    [TestCase(Purpose.AuthorityTask)]
    [TestCase(Purpose.ScientificResearch)]
    [TestCase(Purpose.Statistics)]
    public void Some_purposes_no_ban_stops(Purpose purpose) =>
        Assert.That((BanRule.IsEverStopped(purpose, true), BanRule.IsEverStopped(purpose, false)), Is.EqualTo((false, false)));

    [Test]
    public void The_codes_are_those_of_the_layouts() =>
        Assert.That(
            Enum.GetValues<DisclosureBan>().Select(BanFilter.CodeOf),
            Is.EquivalentTo(Layouts.Catalog.Newest(BanFilter.Group)!.Field("laji")!.Codes!));

    [Test]
    public void A_purpose_has_one_name_by_which_it_is_found() =>
        Assert.That(
            Enum.GetValues<Purpose>().Select(purpose => PurposeNames.Find(PurposeNames.Of(purpose))),
            Is.EqualTo(Enum.GetValues<Purpose>()));

    [TestCase("20261116", "", true)]
    [TestCase("20261117", "", false)]
    [TestCase("20261100", "", true)]
    [TestCase("20260000", "", true)]
    [TestCase("20270000", "", false)]
    [TestCase("", "", true)]
    [TestCase("00000000", "00000000", true)]
    [TestCase("20200101", "99990000", true)]
    [TestCase("20200101", "20261116", false)]
    [TestCase("20200101", "20261117", true)]
    [TestCase("20200101", "20261100", true)]
    [TestCase("20200101", "20261000", false)]
    [TestCase("20200101", "20260000", true)]
    [TestCase("20200101", "nonsense", true)]
    public void A_ban_is_in_force_between_its_days_and_longest_where_a_part_is_unknown(string begin, string end, bool isInForce) =>
        Assert.That(
            new BanFilter(Purpose.Genealogy, true, Day).Stops(Banned("SUKUTUTKIMUS", begin, end)),
            Is.EqualTo(isInForce));

    [Test]
    public void A_ban_that_has_yet_to_begin_counts_where_the_future_does() =>
        Assert.That(
            new BanFilter(Purpose.Genealogy, true, Day).Stops(Banned("SUKUTUTKIMUS", "20270101", ""), countsFuture: true),
            Is.True);

    [TestCase(Purpose.Genealogy, true)]
    [TestCase(Purpose.ScientificResearch, false)]
    public void A_ban_of_an_unknown_kind_stops_whatever_can_be_stopped(Purpose purpose, bool isStopped) =>
        Assert.That(new BanFilter(purpose, true, Day).Stops(Banned("UUSI_KIELTO", "", "")), Is.EqualTo(isStopped));

    private static Record Banned(string code, string begin, string end)
    {
        var record = new Record();
        var group = record.Add(Layouts.Catalog.Newest(BanFilter.Group)!, ChangeAttribute.Added);
        record.Set(group, "laji", code);
        record.Set(group, "alkupv", begin);
        record.Set(group, "loppupv", end);
        return record;
    }
}
