using Muutostieto.Disclosure.Partners;
using Muutostieto.Disclosure.Purposes;
using Muutostieto.Records.Model;

namespace Muutostieto.Disclosure.Tests.Purposes;

public sealed class BanTests
{
    private static readonly DateOnly Day = new(2026, 11, 16);

    /// <summary>
    /// Every stop there is, as luovutuskiellot_kaytto.csv has it (public pages of the agency; law 661/2009), and who is not stopped: an
    /// authority, and a register of customers kept by law.
    /// </summary>
    private static readonly (DisclosureBan Ban, Purpose Purpose, DataUser[] Free)[] Stops =
    [
        (DisclosureBan.DirectMarketing, Purpose.DirectMarketing, []),
        (DisclosureBan.DirectMarketing, Purpose.MarketResearch, []),
        (DisclosureBan.Genealogy, Purpose.Genealogy, []),
        (DisclosureBan.Directory, Purpose.Directory, []),
        (DisclosureBan.ContactData, Purpose.AddressService, []),
        (DisclosureBan.CustomerRegister, Purpose.CustomerRegisterUpdate, [DataUser.Authority, DataUser.KeeperByLaw]),
    ];

    private static IEnumerable<object[]> Table() =>
        from ban in Enum.GetValues<DisclosureBan>()
        from purpose in Enum.GetValues<Purpose>()
        from user in Enum.GetValues<DataUser>()
        select new object[] { ban, purpose, user };

    [TestCaseSource(nameof(Table))]
    public void A_ban_stops_the_purposes_of_its_own_alone(DisclosureBan ban, Purpose purpose, DataUser user)
    {
        var expected = Stops.Any(stop => stop.Ban == ban && stop.Purpose == purpose && !stop.Free.Contains(user));
        var filter = new BanFilter(purpose, user, Day);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(BanRule.Stops(ban, purpose, user), Is.EqualTo(expected));
            Assert.That(filter.Stops(Banned(BanFilter.CodeOf(ban), "20200101", "")), Is.EqualTo(expected));
        }
    }

    private static IEnumerable<object[]> OfSectors() =>
        from ban in Enum.GetValues<DisclosureBan>()
        from purpose in Enum.GetValues<Purpose>()
        from sector in Enum.GetValues<CustomerSector>()
        from isAuthority in new[] { false, true }
        select new object[] { ban, purpose, sector, isAuthority };

    [TestCaseSource(nameof(OfSectors))]
    public void Of_end_customers_the_register_of_a_bank_an_insurer_or_a_gaming_company_alone_passes_a_ban(
        DisclosureBan ban, Purpose purpose, CustomerSector sector, bool isAuthority)
    {
        var isKeptByLaw = ban == DisclosureBan.CustomerRegister && sector != CustomerSector.Other;
        var expected = !isKeptByLaw && Stops.Any(stop => stop.Ban == ban && stop.Purpose == purpose);

        Assert.That(
            BanRule.Stops(ban, purpose, DataUsers.Of(isAuthority, sector)),
            Is.EqualTo(expected),
            "whose partner is an authority is no authority");
    }

    [Test]
    public void Without_an_end_customer_the_recipient_decides_who_uses_the_data() =>
        Assert.That((DataUsers.Of(true, null), DataUsers.Of(false, null)), Is.EqualTo((DataUser.Authority, DataUser.Other)));

    [TestCase(Purpose.AuthorityTask)]
    [TestCase(Purpose.ScientificResearch)]
    [TestCase(Purpose.Statistics)]
    public void Some_purposes_no_ban_stops(Purpose purpose) =>
        Assert.That(Enum.GetValues<DataUser>().Where(user => BanRule.IsEverStopped(purpose, user)), Is.Empty);

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
            new BanFilter(Purpose.Genealogy, DataUser.Authority, Day).Stops(Banned("SUKUTUTKIMUS", begin, end)),
            Is.EqualTo(isInForce));

    [Test]
    public void A_ban_that_has_yet_to_begin_counts_where_the_future_does() =>
        Assert.That(
            new BanFilter(Purpose.Genealogy, DataUser.Authority, Day).Stops(Banned("SUKUTUTKIMUS", "20270101", ""), countsFuture: true),
            Is.True);

    [TestCase(Purpose.Genealogy, true)]
    [TestCase(Purpose.ScientificResearch, false)]
    public void A_ban_of_an_unknown_kind_stops_whatever_can_be_stopped(Purpose purpose, bool isStopped) =>
        Assert.That(new BanFilter(purpose, DataUser.Authority, Day).Stops(Banned("UUSI_KIELTO", "", "")), Is.EqualTo(isStopped));

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
