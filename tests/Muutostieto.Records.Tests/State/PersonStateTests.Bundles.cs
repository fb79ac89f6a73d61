namespace Muutostieto.Records.Tests.State;

public sealed partial class PersonStateTests
{
    private static readonly string[] Ward =
    [
        "3061 alkupv=20200101; edunvalvojien_lkm=02",
        "3071 hetu=010160-908F; alkupv=20200101",
        "3071 alkupv=20200101",
        "4510 sukunimi=Ulko; etunimet=Maija",
    ];

    [Test]
    public void A_changed_bundle_is_replaced_as_a_whole_by_what_is_in_force() =>
        After(
            ["3051 hetu=010170-906B; laji=1", "3201 oikeus=T301; alkupv=20200101", "3201 oikeus=T302; alkupv=20200101", "3201 oikeus=P501"],
            [
                [
                    "3053 hetu=010170-906B; laji=1; asuminen=2",
                    "3200 oikeus=T301; alkupv=20200101",
                    "3203 oikeus=T302; alkupv=20200101; loppupv=20260101",
                    "3204 oikeus=P501",
                    "3201 oikeus=A101; alkupv=20260101",
                ],
            ],
            "3051 hetu=010170-906B; laji=1; asuminen=2",
            "3201 oikeus=T301; alkupv=20200101",
            "3201 oikeus=A101; alkupv=20260101");

    [Test]
    public void The_guardian_that_has_ended_leaves_the_bundle_and_the_count() =>
        After(
            Ward,
            [
                [
                    "3063 alkupv=20200101; tehtavienjako=1; edunvalvojien_lkm=02",
                    "3073 hetu=010160-908F; alkupv=20200101; loppupv=20260228",
                    "3070 alkupv=20200101",
                    "4510 sukunimi=Ulko; etunimet=Maija",
                ],
            ],
            "3061 alkupv=20200101; tehtavienjako=1; edunvalvojien_lkm=01",
            "3071 alkupv=20200101",
            "4510 sukunimi=Ulko; etunimet=Maija");

    [Test]
    public void Under_a_supplementary_head_the_clarifying_groups_change() =>
        After(
            Ward,
            [
                [
                    "3060 alkupv=20200101; edunvalvojien_lkm=02",
                    "3075 alkupv=20200101; loppupv=20260101",
                    "4510 sukunimi=Ulko; etunimet=Maija",
                    "3076 alkupv=20200101",
                    "4510 sukunimi=Ulko; etunimet=Liisa",
                    "3070 hetu=010160-908F; alkupv=20200101",
                ],
            ],
            "3061 alkupv=20200101; edunvalvojien_lkm=02",
            "3071 alkupv=20200101",
            "4510 sukunimi=Ulko; etunimet=Liisa",
            "3071 hetu=010160-908F; alkupv=20200101");

    [Test]
    public void Under_a_supplementary_head_other_codes_stay() => After(
        ["3051 laji=1", "3201 oikeus=T301", "4510 sukunimi=Ulko; maa=998", "4520 teksti=Maa"],
        [["3050 laji=1", "4515 sukunimi=Ulko; maa=998", "4520 teksti=Maa", "4516 sukunimi=Ulko; maa=752"]],
        "3051 laji=1", "3201 oikeus=T301", "4510 sukunimi=Ulko; maa=752");

    [Test]
    public void A_supplementary_head_alone_changes_nothing() => After(Ward, [["3060 alkupv=20200101; edunvalvojien_lkm=02"]], Ward);

    [Test]
    public void A_power_of_attorney_that_ends_with_its_attorney_is_gone() => After(
        ["3161 alkupv=20080201; valtuutettujen_lkm=01", "3171 hetu=010160-908F"],
        [["3160 alkupv=20080201; loppupv=20260215; tehtavienjako=1; valtuutettujen_lkm=01", "3173 hetu=010160-908F; loppupv=20260215"]]);

    [Test]
    public void An_ended_guardianship_takes_its_guardians_with_it() =>
        After(
            Ward,
            [
                ["3063 alkupv=20200101; loppupv=20260228; edunvalvojien_lkm=02", "3073 hetu=010160-908F; loppupv=20260228"],
            ]);

    [Test]
    public void Guardians_without_a_code_are_distinguished_by_name() => After(
        ["305v1 1 laji=03", "4510 syntymapv=19800101; sukunimi=Isä", "305v1 1 laji=03", "4510 syntymapv=19820101; sukunimi=Äiti"],
        [["305v1 4 laji=03", "4510 syntymapv=19800101; sukunimi=Isä"]],
        "305v1 1 laji=03", "4510 syntymapv=19820101; sukunimi=Äiti");

    [Test]
    public void A_guardians_description_is_corrected_with_its_bundle() =>
        After(
            ["305v1 1 laji=03", "4510 syntymapv=19800101; sukunimi=Isa; maa=998", "4520 teksti=Maa"],
            [
                [
                    "305v1 5 laji=03",
                    "4510 syntymapv=19800101; sukunimi=Isa; maa=998",
                    "4520 teksti=Maa",
                    "305v1 6 laji=03",
                    "4510 syntymapv=19800101; sukunimi=Isä; maa=752",
                ],
            ],
            "305v1 1 laji=03",
            "4510 syntymapv=19800101; sukunimi=Isä; maa=752");

    [Test]
    public void The_old_layout_of_guardians_ends_too() => After(
        ["305v1 1 hetu=010170-906B; laji=03; voimassaolo=1"],
        [["305v1 3 hetu=010170-906B; laji=03; voimassaolo=2; loppupv=20260215"]]);

    [Test]
    public void A_right_added_with_an_end_that_has_passed_does_not_enter_the_state() => After(
        ["3051 laji=1", "3201 oikeus=T301; loppupv=20250101"], [], "3051 laji=1");
}
