using Muutostieto.Records.Model;
using Muutostieto.Records.State;
using Muutostieto.Records.Tests.Support;

namespace Muutostieto.Records.Tests.State;

public sealed partial class PersonStateTests
{
    private const string OldCode = "010190-900X";
    private const string NewCode = "010190-9021";

    [TestCase("", "20300101", "20300101")]
    [TestCase("", "00000000", "99990000")]
    [TestCase("20280101", "20300101", "20300101")]
    [TestCase("20300101", "20280101", "20300101")]
    [TestCase("99990000", "20280101", "99990000")]
    public void A_supplementary_order_is_in_force_and_never_shortens_one(string before, string stated, string after)
    {
        var statement = stated == "00000000" ? "0150" : $"0150 paattymispv={stated}";
        var state = Notified.State(before.Length == 0 ? ["0031 sukupuoli=1"] : [$"0151 paattymispv={before}"], [[statement]]);
        Assert.That(state.NonDisclosureEnd, Is.EqualTo(after), "in a change");

        state = new PersonState();
        state.Apply(Notified.Base([.. before.Length == 0 ? Array.Empty<string>() : [$"0151 paattymispv={before}"], statement]));
        Assert.That(state.NonDisclosureEnd, Is.EqualTo(after), "in a record of the whole person");

        state = new PersonState();
        state.Apply(Notified.Base([statement, .. before.Length == 0 ? Array.Empty<string>() : [$"0151 paattymispv={before}"]]));
        Assert.That(state.NonDisclosureEnd, Is.EqualTo(after), "in either order");
    }

    [Test]
    public void A_new_individual_is_what_the_record_says_and_nothing_from_before()
    {
        var state = Notified.State(["0041 sukunimi=Ahl", "4011 ammatti=seppä"]);
        state.Apply(Notified.Base("2041 kuntanumero=205; muuttopv=20200101", "0031 sukupuoli=2"));

        Assert.That(Notified.Groups(state), Is.EqualTo(new[] { "0031 sukupuoli=2", "2041 kuntanumero=205; muuttopv=20200101" }));
        Assert.That(
            (state.IdentityCode, state.Municipality, state.IsAlive, state.NonDisclosureEnd),
            Is.EqualTo((Notified.Code, "205", true, (string?)null)));
    }

    [Test]
    public void Supplementary_groups_of_a_base_line_are_no_state() => After(
        ["1010 katu_fi=Tie; alkupv=20200101", "1011 katu_fi=Tie; alkupv=20200101", "0070 maa=246", "2040 kuntanumero=205"],
        [],
        "1011 katu_fi=Tie; alkupv=20200101");

    [Test]
    public void Groups_stand_by_code_and_clarifying_ones_behind_what_they_clarify() =>
        After(
            [
                "2041 kuntanumero=205",
                "3051 laji=1",
                "4510 sukunimi=Ulko; maa=998",
                "4520 teksti=Maa",
                "3201 oikeus=T301",
                "0021 kielikoodi=98",
                "4520 teksti=viittomakieli",
                "0031 sukupuoli=1",
            ],
            [],
            "0021 kielikoodi=98",
            "4520 teksti=viittomakieli",
            "0031 sukupuoli=1",
            "2041 kuntanumero=205",
            "3051 laji=1",
            "3201 oikeus=T301",
            "4510 sukunimi=Ulko; maa=998",
            "4520 teksti=Maa");

    [Test]
    public void A_clarifying_group_that_clarifies_nothing_is_passed_over() => After(
        ["4520 teksti=eksynyt", "0031 sukupuoli=1", "4510 sukunimi=Eksynyt"], [["3201 oikeus=T301"]], "0031 sukupuoli=1");

    [Test]
    public void An_added_group_comes_beside_the_others_of_its_code() => After(
        ["0071 maa=246; voimassaolo=1"],
        [["0071 maa=752; voimassaolo=1; alkupv=20260101"]],
        "0071 maa=246; voimassaolo=1", "0071 maa=752; voimassaolo=1; alkupv=20260101");

    [Test]
    public void A_group_that_a_person_has_once_is_replaced_by_an_added_one() => After(
        ["0021 kielikoodi=fi"], [["0021 kielikoodi=sv"]], "0021 kielikoodi=sv");

    [TestCase("0021 kielikoodi=sv", "0024 kielikoodi=fi")]
    [TestCase("0024 kielikoodi=fi", "0021 kielikoodi=sv")]
    public void A_new_value_and_the_deletion_of_the_old_one_come_in_either_order(string first, string second) => After(
        ["0021 kielikoodi=fi"], [[first, second]], "0021 kielikoodi=sv");

    [Test]
    public void Several_of_one_code_change_in_one_record() =>
        After(
            ["4211 laji=99; osoite=a@x; alkupv=20250101", "4211 laji=99; osoite=b@x", "4211 laji=11; osoite=c@x"],
            [
                [
                    "4211 laji=99; osoite=d@x",
                    "4213 laji=99; osoite=a@x; alkupv=20250101; loppupv=20260301",
                    "4214 laji=11; osoite=c@x",
                    "4215 laji=99; osoite=b@x",
                    "4216 laji=99; osoite=e@x",
                ],
            ],
            "4211 laji=99; osoite=d@x",
            "4211 laji=99; osoite=e@x");

    [TestCase("20260228", ExpectedResult = false)]
    [TestCase("20260301", ExpectedResult = false)]
    [TestCase("20260302", ExpectedResult = true)]
    [TestCase("99990000", ExpectedResult = true)]
    [TestCase("00000101", ExpectedResult = true)]
    public bool An_ending_ends_when_its_day_has_come(string end) =>
        Notified.Groups(Notified.State(["1021 katu_fi=Tie; alkupv=20250101"], [$"1023 katu_fi=Tie; alkupv=20250101; loppupv={end}"])).Length
        > 0;

    [Test]
    public void A_citizenship_that_is_lost_stays_as_lost() => After(
        ["0071 maa=246; voimassaolo=1"],
        [["0071 maa=752; voimassaolo=1; alkupv=20260201", "0073 maa=246; voimassaolo=2; loppupv=20260201"]],
        "0071 maa=246; voimassaolo=2; loppupv=20260201", "0071 maa=752; voimassaolo=1; alkupv=20260201");

    [Test]
    public void A_citizenship_is_deleted_by_its_country() => After(
        ["0071 maa=246; voimassaolo=1", "0071 maa=997; voimassaolo=1"], [["0074 maa=997"]], "0071 maa=246; voimassaolo=1");

    [Test]
    public void Two_countries_without_a_number_are_two() => After(
        ["0071 maa=998; voimassaolo=1", "4520 teksti=Entinen valtio", "0071 maa=998; voimassaolo=1", "4520 teksti=Toinen valtio"],
        [["0073 maa=998; voimassaolo=2", "4520 teksti=Toinen valtio"]],
        "0071 maa=998; voimassaolo=1", "4520 teksti=Entinen valtio", "0071 maa=998; voimassaolo=2", "4520 teksti=Toinen valtio");

    [Test]
    public void A_language_in_clear_goes_with_its_code() => After(
        ["0021 kielikoodi=98", "4520 teksti=viittomakieli"], [["0023 kielikoodi=fi"]], "0021 kielikoodi=fi");

    [Test]
    public void A_name_given_up_is_kept_as_former() =>
        After(
            ["0041 sukunimi=Ahl; etunimet=Åsa", "0051 nimi=Ahl; nimilaji=01; alkupv=19900101"],
            [
                [
                    "0043 sukunimi=Ek; etunimet=Åsa; muutospv=20260201",
                    "0051 nimi=Ek; nimilaji=01; alkupv=20260201",
                    "0053 nimi=Ahl; nimilaji=07; alkupv=19900101; loppupv=20260201",
                ],
            ],
            "0041 sukunimi=Ek; etunimet=Åsa; muutospv=20260201",
            "0051 nimi=Ahl; nimilaji=07; alkupv=19900101; loppupv=20260201",
            "0051 nimi=Ek; nimilaji=01; alkupv=20260201");

    [Test]
    public void A_former_name_that_was_not_known_as_current_is_added() =>
        After(
            ["0041 sukunimi=Ahl"],
            [
                ["0053 nimi=Ahl; nimilaji=05; loppupv=20260201"],
            ],
            "0041 sukunimi=Ahl",
            "0051 nimi=Ahl; nimilaji=05; loppupv=20260201");

    [Test]
    public void First_names_and_the_name_used_may_be_the_same_word() => After(
        ["0051 nimi=Aino; nimilaji=02", "0051 nimi=Aino; nimilaji=04"],
        [["0053 nimi=Aino; nimilaji=09; loppupv=20260201"]],
        "0051 nimi=Aino; nimilaji=02", "0051 nimi=Aino; nimilaji=09; loppupv=20260201");

    [Test]
    public void A_death_is_cancelled_by_a_blank_correction()
    {
        Assert.That(Notified.State([], ["0131 kuolinpv=20260215"]).IsAlive, Is.False);
        After([], [["0131 kuolinpv=20260215"], ["0135 kuolinpv=20260215", "0136"]]);
    }

    [Test]
    public void A_blank_correction_takes_no_other_of_its_code() => After(
        ["4211 laji=99; osoite=a@x", "4211 laji=99; osoite=b@x"], [["4215 laji=99; osoite=a@x", "4216"]], "4211 laji=99; osoite=b@x");

    [Test]
    public void A_blank_change_says_that_there_is_nothing() => After(
        ["4211 laji=99; osoite=a@x", "4211 laji=99; osoite=b@x", "4011 ammatti=seppä"], [["4213", "4013"]]);

    [Test]
    public void The_municipality_changes_and_is_masked()
    {
        After(
            ["2041 kuntanumero=205; muuttopv=20200101"],
            [
                ["2041 kuntanumero=290; muuttopv=20260201"],
            ],
            "2041 kuntanumero=290; muuttopv=20260201");
        After(
            ["2041 kuntanumero=205; muuttopv=20200101"],
            [
                ["2043 kuntanumero=000"],
            ],
            "2041 kuntanumero=000");
    }

    [TestCase("2044 kuntanumero=290; muuttopv=20260201", "2040 kuntanumero=205; muuttopv=20200101")]
    [TestCase("2040 kuntanumero=205; muuttopv=20200101", "2044 kuntanumero=290; muuttopv=20260201")]
    public void After_a_cancelled_move_the_supplementary_municipality_is_in_force_again(string first, string second) => After(
        ["2041 kuntanumero=290; muuttopv=20260201"], [[first, second]], "2041 kuntanumero=205; muuttopv=20200101");

    [Test]
    public void A_supplementary_group_changes_nothing_that_is_there() => After(
        ["0041 sukunimi=Ahl; muutospv=20061212"], [["0040 sukunimi=Ahl", "1010 katu_fi=Tie"]], "0041 sukunimi=Ahl; muutospv=20061212");

    [Test]
    public void An_occupation_is_corrected_and_a_place_of_birth_filled_in()
    {
        After(["4011 ammatti=kopisti"], [["4015 ammatti=kopisti", "4016 ammatti=opettaja"]], "4011 ammatti=opettaja");
        After([], [["0095 maa=000", "0096 maa=752; paikka=Stockholm"]], "0091 maa=752; paikka=Stockholm");
    }

    [Test]
    public void A_continuation_line_goes_on_where_its_record_stopped()
    {
        var state = new PersonState();
        state.Apply(Notified.Base("0031 sukupuoli=1", "4211 laji=99; osoite=a@x"));
        state.Apply(Notified.Change("4215 laji=99; osoite=a@x"));
        state.Apply(Notified.Record("J", "4216 laji=99; osoite=b@x"));

        Assert.That(Notified.Groups(state), Is.EqualTo(new[] { "0031 sukupuoli=1", "4211 laji=99; osoite=b@x" }));
    }

    [Test]
    public void A_state_goes_on_from_a_registers_document()
    {
        var document = new Record();
        var state = new PersonState(document);
        state.Apply(Notified.Base("0031 sukupuoli=1"));
        document.CopyFrom(Notified.State(["0041 sukunimi=Ahl"]).Groups);
        state.Apply(Notified.Change("2041 kuntanumero=205"));

        Assert.That(Notified.Groups(state), Is.EqualTo(new[] { "0041 sukunimi=Ahl", "2041 kuntanumero=205" }));
    }

    private static void After(string[] start, string[][] changes, params string[] expected) =>
        Assert.That(Notified.Groups(Notified.State(start, changes)), Is.EqualTo(expected));
}
