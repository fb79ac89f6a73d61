using Muutostieto.Records.Tests.Support;

namespace Muutostieto.Records.Tests.State;

public sealed partial class PersonStateTests
{
    private const string Mask = " katu_fi=***Lisätietoja Digi- ja väestötietovirastosta; katu_sv=***Ytterligare upplysningar";
    private const string Tie = "katu_fi=Tie; katunumero=1; alkupv=20200101";
    private const string Kuja = "katu_fi=Kuja; katunumero=2; alkupv=20260201";

    [TestCase("1011 " + Kuja, "1013 " + Tie + "; loppupv=20260131")]
    [TestCase("1013 " + Tie + "; loppupv=20260131", "1011 " + Kuja)]
    [TestCase("1011 " + Kuja, "1013 " + Tie + "; loppupv=20260331")]
    [TestCase("1011 " + Kuja, "1013 katu_fi=Tiee; alkupv=20200101; loppupv=20260131")]
    public void A_move_leaves_the_new_address_alone(string first, string second) =>
        After(
            ["1011 " + Tie],
            [
                ["1010 " + Kuja, first, second],
            ],
            "1011 " + Kuja);

    [Test]
    public void An_address_of_the_past_entered_late_does_not_take_the_place_of_the_one_in_force() => After(
        ["1011 " + Kuja], [["1011 " + Tie + "; loppupv=20260131"]], "1011 " + Kuja);

    [Test]
    public void A_move_abroad_ends_one_address_and_begins_another() =>
        After(
            ["1011 " + Tie],
            [
                ["1040 lahiosoite=Gata 1", "1013 " + Tie + "; loppupv=20260131", "1041 lahiosoite=Gata 1; maa=752", "2041 kuntanumero=200"],
            ],
            "1041 lahiosoite=Gata 1; maa=752",
            "2041 kuntanumero=200");

    [TestCase("1014 " + Kuja, "1015 " + Tie + "; loppupv=20260131", "1016 " + Tie)]
    [TestCase("1015 " + Tie + "; loppupv=20260131", "1016 " + Tie, "1014 " + Kuja)]
    public void A_cancelled_move_reopens_the_address_before_it(string first, string second, string third) => After(
        ["1011 " + Kuja], [["1010 " + Tie, first, second, third]], "1011 " + Tie);

    [Test]
    public void A_correction_finds_the_wrong_address_or_takes_the_place_of_the_only_one()
    {
        After(["1011 " + Kuja], [["1015 " + Kuja, "1016 " + Tie]], "1011 " + Tie);
        After(["1011 " + Kuja], [["1015 katu_fi=Polku", "1016 " + Tie]], "1011 " + Tie);
    }

    [Test]
    public void A_correction_of_the_past_leaves_the_present() => After(
        ["1011 " + Kuja], [["1015 " + Tie + "; loppupv=20260130", "1016 " + Tie + "; loppupv=20260131"]], "1011 " + Kuja);

    [Test]
    public void A_correction_that_was_an_ending_ends() =>
        After(
            ["1031 osoite_fi=PL 1; alkupv=20200101"],
            [
                ["1035 osoite_fi=PL 1; alkupv=20200101", "1036 osoite_fi=PL 1; alkupv=20200101; loppupv=20260101"],
            ]);

    [Test]
    public void Temporary_addresses_may_be_several() => After(
        ["1021 " + Tie], [["1021 " + Kuja], ["1023 katu_fi=Polku"]], "1021 " + Tie, "1021 " + Kuja, "1021 katu_fi=Polku");

    [Test]
    public void An_order_clears_every_address_and_all_contact_data()
    {
        var state = Notified.State(
            [
                "1011 " + Tie,
                "1021 " + Kuja,
                "1031 osoite_fi=PL 1",
                "1041 lahiosoite=Gata 1; maa=998",
                "4520 teksti=Maa",
                "1051 lahiosoite=Weg 2",
                "2041 kuntanumero=205",
                "4211 laji=99; osoite=a@x",
                "9091 rakennustunnus=900000041C",
            ],
            ["0151 paattymispv=20280301", Masked(3), "2043 kuntanumero=000"]);

        Assert.That(state.NonDisclosureEnd, Is.EqualTo("20280301"));
        Assert.That(Notified.Groups(state), Is.EqualTo(new[] { "0151 paattymispv=20280301", Masked(1), "2041 kuntanumero=000" }));
    }

    [Test]
    public void A_base_line_of_a_protected_person_holds_the_mask() => After(
        ["1031 osoite_fi=PL 1", "0151 paattymispv=99990000", Masked(1)], [], "0151 paattymispv=99990000", Masked(1));

    [Test]
    public void An_order_is_extended()
    {
        Assert.That(Notified.State(["0151 paattymispv=20260401"], ["0153 paattymispv=20280401"]).NonDisclosureEnd, Is.EqualTo("20280401"));
        Assert.That(Notified.State(["0151 paattymispv=20260401"], ["0153"]).NonDisclosureEnd, Is.EqualTo("99990000"));
        Assert.That(
            Notified.State(["0151 paattymispv=20260401"], ["0155 paattymispv=20260401", "0156"]).NonDisclosureEnd,
            Is.EqualTo("99990000"));
    }

    [TestCase("1013 " + Kuja)]
    [TestCase("1011 " + Kuja)]
    [TestCase("1016 " + Kuja)]
    public void A_lifted_order_brings_the_address_back(string address) => After(
        ["0151 paattymispv=20260401", Masked(1), "2041 kuntanumero=000"],
        [["0154 paattymispv=20260401", "1010 " + Kuja, address, "2043 kuntanumero=205; muuttopv=20260201", "4211 laji=99; osoite=a@x"]],
        "1011 " + Kuja, "2041 kuntanumero=205; muuttopv=20260201", "4211 laji=99; osoite=a@x");

    [Test]
    public void A_blank_address_takes_the_mask_away() => After([Masked(1)], [["1013"]]);

    [TestCase("1014")]
    [TestCase("1015")]
    public void A_mask_with_another_sentence_goes_too(string gone) =>
        After(["1011 katu_fi=***Uppgifter hos Befolkningsregistercentralen"], [[$"{gone}{Mask}"]]);

    private static string Masked(int attribute) => $"101{attribute}{Mask}";
}
