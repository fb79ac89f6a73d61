using Muutostieto.Recipient.Tests.Support;
using Muutostieto.Records.Model;
using static Muutostieto.Recipient.Tests.Support.People;

namespace Muutostieto.Recipient.Tests.Loading;

public sealed class LoadPersonsTests
{
    private DeliveryFolder folder = null!;

    [SetUp]
    public void MakeFolder() => folder = new DeliveryFolder();

    [TearDown]
    public void RemoveFolder() => folder.Dispose();

    [Test]
    public void Dates_are_iso_as_far_as_they_are_known_and_empty_fields_are_null()
    {
        Load([Full(1)]);
        Assert.That(
            Query(
                "SELECT muutos, katu_fi, katu_sv IS NULL, huoneistonumero, postinumero, alkupv, loppupv IS NULL FROM "
                    + "vakinainen_kotimainen_osoite"),
            Is.EqualTo(new[] { "1|Kauppakatu 1|1|012|87100|2010-05|1" }));
    }

    [Test]
    public void Clarifying_groups_are_rows_of_child_tables_that_name_their_parent()
    {
        Load([
            Full(1)
                .With("305", '1', "laji=1")
                .With("320", '1', "oikeus=T301")
                .With("451", '0', "sukunimi=Mäki", "maa=998")
                .With("452", '0', "teksti=Entinen valtio"),
        ]);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Query("SELECT parent_group, parent_place, place, oikeus FROM oikeus"), Is.EqualTo(new[] { "305|1|1|T301" }));
            Assert.That(
                Query("SELECT parent_group, parent_place, place, sukunimi FROM henkilotunnukseton_henkilo"),
                Is.EqualTo(new[] { "305|1|2|Mäki" }));
            Assert.That(
                Query("SELECT parent_group, parent_place, place, muutos, teksti FROM lisatieto"),
                Is.EqualTo(new[] { "305|1|3|0|Entinen valtio" }));
        }
    }

    [Test]
    public void A_resident_is_shown_with_names_address_and_municipality()
    {
        Load([Full(1).With("423", '1', "nimi=Aino", "nimilaji=04", "alkupv=20100101")]);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                Query("SELECT sukunimi, kutsumanimi, syntymapv, sukupuoli, kuntanumero, katu_fi FROM residents"),
                Is.EqualTo(new[] { "Sukunimi1|Aino|1990-01-02|2|205|Kauppakatu 1" }));
            Assert.That(
                Query("SELECT ryhma, osoite_fi, postinumero FROM current_addresses"),
                Is.EqualTo(new[] { "101|Kauppakatu 1 5 012|87100" }));
        }
    }

    [TestCase("000", "")]
    [TestCase("091", "20260110")]
    public void Who_has_left_is_no_resident_any_more(string municipality, string day)
    {
        Load([Full(1), Full(2)], [Leaving(1, municipality, day)]);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Query("SELECT sukunimi FROM residents"), Is.EqualTo(new[] { "Sukunimi2" }));
            Assert.That(Query("SELECT person_id FROM current_addresses"), Has.Length.EqualTo(1));
            Assert.That(Query($"SELECT in_area FROM persons WHERE hetu = '{Code(1)}'"), Is.EqualTo(new[] { "0" }));
        }
    }

    [Test]
    public void Who_has_left_comes_back_by_a_full_record()
    {
        Load([Full(1), Full(2)], [Leaving(1)], [Full(1, "290")]);
        Assert.That(
            Query("SELECT sukunimi, kuntanumero FROM residents ORDER BY 1"),
            Is.EqualTo(new[] { "Sukunimi1|290", "Sukunimi2|205" }));
    }

    [Test]
    public void A_leaving_line_of_an_unknown_person_is_noted() =>
        Assert.That(Load([Full(1)], [Leaving(2)]).Loaded[^1].Counts.UnknownLeavers, Is.EqualTo(1));

    [Test]
    public void The_deceased_are_no_residents_but_known()
    {
        Load(
            [Full(1), Full(2)],
            [Change(1, "XRK").With("013", '1', "kuolinpv=20260107")],
            [Change(2, "XRK").With("013", '1', "kuolinpv=20260107")],
            [Change(2).With("013", '5', "kuolinpv=20260107").With("013", '6')]);
        Assert.That(
            (Query("SELECT sukunimi FROM residents").Single(), Query("SELECT count(*) FROM persons").Single()),
            Is.EqualTo(("Sukunimi2", "2")));
    }

    [Test]
    public void Without_an_area_in_the_manifest_it_is_that_of_the_base()
    {
        folder.Area = null;
        Load([Full(1), Full(2, "765")], [Change(1).With("204", '1', "kuntanumero=091")], [Change(2).With("204", '1', "kuntanumero=205")]);
        Assert.That(Query("SELECT sukunimi, (SELECT area FROM meta) FROM residents"), Is.EqualTo(new[] { "Sukunimi2|[\"205\",\"765\"]" }));
    }

    [Test]
    public void A_new_area_as_after_a_merger_is_taken_from_the_manifest()
    {
        folder.Base(Full(1, "205"), Full(2, "290"));
        folder.Area = ["205", "999"];
        folder.Changes();
        folder.Load();
        var between = Query("SELECT sukunimi FROM residents");
        folder.Changes(Change(2).With("204", '3', "kuntanumero=999"));
        folder.Load();
        Assert.That((between.Single(), Query("SELECT count(*) FROM residents").Single()), Is.EqualTo(("Sukunimi1", "2")));
    }

    [Test]
    public void A_masked_address_clears_all_addresses_and_contact_data()
    {
        Load(
            [Full(1).With("103", '1', "osoite_fi=PL 1").With("421", '1', "laji=99", "osoite=aino@example.fi")],
            [
                Change(1, "XCG")
                    .With("015", '1', "paattymispv=20310101")
                    .With("101", '3', "katu_fi=***Lisätietoja Digi- ja väestötietovirastosta"),
            ]);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Query("SELECT turvakielto, katu_fi FROM residents"), Is.EqualTo(new[] { "2031-01-01|" }));
            Assert.That(Query("SELECT person_id FROM current_addresses"), Is.Empty);
            Assert.That(Query("SELECT * FROM kotimainen_postiosoite").Concat(Query("SELECT * FROM sahkopostiosoite")), Is.Empty);
            Assert.That(DatabaseContents.Rows(folder.Database), Has.None.Contains("Kauppakatu"));
        }
    }

    [Test]
    public void A_continuation_line_belongs_to_the_record_before_it()
    {
        var more = Some.Record("J", Code(1), "XXX").With("451", '0', "sukunimi=Mäki").With("002", '1', "kielikoodi=fi");
        var result = Load([Full(1).With("305", '1', "laji=1"), more, Full(2)]);
        Assert.That(
            (
                result.Loaded[0].Counts.Records,
                Query("SELECT parent_group FROM henkilotunnukseton_henkilo").Single(),
                Query("SELECT kielikoodi FROM aidinkieli").Single()),
            Is.EqualTo((3L, "305", "fi")));
    }

    [Test]
    public void A_continuation_line_of_another_person_is_refused() =>
        Assert.That(
            Load([Full(1), Some.Record("J", Code(2)).With("002", '1', "kielikoodi=fi")]).Refusal,
            Does.Contain("line 3").And.Contains("another person").And.Not.Contains(Code(2)));

    [Test]
    public void A_change_of_an_unknown_person_is_refused_with_its_line_and_without_the_code()
    {
        var result = Load([Full(1)], [Renamed(1, "Ensin"), Renamed(2, "Kuka")]);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                result.Refusal,
                Does.StartWith("38950_20260112KAIREK_001.MTT: line 3:").And.Contains("new base").And.Not.Contains(Code(2)));
            Assert.That(Query("SELECT sukunimi FROM residents"), Is.EqualTo(new[] { "Sukunimi1" }), "all of a delivery or nothing");
        }
    }

    [Test]
    public void Both_forms_give_the_same_database()
    {
        folder.Base(
            Full(1),
            Full(2)
                .With("007", '1', "maa=998", "voimassaolo=1")
                .With("452", '0', "teksti=Entinen valtio")
                .With("305", 1, '1', $"hetu={Code(1)}", "laji=03"));
        folder.Changes(
            Renamed(1, "Čuž"),
            Change(2).With("013", '1', "kuolinpv=00000101"),
            Change(2).With("104", '1', "lahiosoite=Gatan 1; \"x\"", "alkupv=19710000"));
        folder.Load(RecordForm.Fixed, database: folder.Other("fixed.db"));
        folder.Load(RecordForm.Csv, database: folder.Other("csv.db"));
        string[] Normal(string name) =>
            [
                .. DatabaseContents
                    .Rows(folder.Other(name))
                    .Where(row => !row.Contains("uz|", StringComparison.Ordinal) && !row.Contains("už|", StringComparison.Ordinal)),
            ];
        Assert.That(Normal("csv.db"), Is.EqualTo(Normal("fixed.db")).And.Length.GreaterThan(10));
    }

    private Muutostieto.Recipient.Loading.LoadResult Load(Record[] start, params Record[][] changes)
    {
        folder.Base(start);
        foreach (var change in changes)
        {
            folder.Changes(change);
        }

        return folder.Load();
    }

    private string[] Query(string sql) => DatabaseContents.Query(folder.Database, sql);
}
