using Microsoft.Data.Sqlite;
using Muutostieto.Recipient.Comparing;
using Muutostieto.Recipient.Tests.Support;
using Muutostieto.Records;
using Muutostieto.Records.Model;
using Muutostieto.Records.Reconciliation;
using Muutostieto.Records.State;
using static Muutostieto.Recipient.Tests.Support.People;

namespace Muutostieto.Recipient.Tests.Comparing;

public sealed class DatabaseComparerTests
{
    private DeliveryFolder folder = null!;

    [SetUp]
    public void MakeFolder() => folder = new DeliveryFolder();

    [TearDown]
    public void RemoveFolder() => folder.Dispose();

    [TestCase(RecordForm.Fixed)]
    [TestCase(RecordForm.Csv)]
    public void A_right_database_is_the_same_from_either_form(RecordForm form)
    {
        Record[] residents = [Strange(1), Strange(2), Full(3, "290"), Full(4).With("013", '1', "kuolinpv=20260101")];
        folder.Base(residents);
        Assert.That(folder.Load(form).Refusal, Is.Null);
        var result = Compare(File(residents[..3]));
        Assert.That((result.IsEqual, result.Municipalities, result.Advice), Is.EqualTo((true, 2, (string?)null)));
    }

    [TestCase("UPDATE henkilon_nimi SET etunimet = 'Eino' WHERE person_id = 1", 2, 2)]
    [TestCase("DELETE FROM vakinainen_kotimainen_osoite WHERE person_id = 2", 2, 2)]
    [TestCase(
        "INSERT INTO vakinainen_kotimainen_osoite SELECT person_id, 2, muutos, katu_fi, katu_sv, katunumero, porraskirjain, "
            + "huoneistonumero, jakokirjain, postinumero, alkupv, loppupv FROM vakinainen_kotimainen_osoite WHERE person_id = 1",
        2,
        2
    )]
    [TestCase("UPDATE persons SET hetu = '010101-999X' WHERE id = 1", 2, 2)]
    [TestCase("UPDATE persons SET in_area = 0 WHERE id = 1", 1, 2)]
    [TestCase("DELETE FROM persons WHERE id = 1", 1, 2)]
    [TestCase("INSERT INTO kuolinpaiva (person_id, place, muutos, kuolinpv) VALUES (1, 1, '1', '2026-01-01')", 1, 2)]
    public void A_person_who_was_altered_is_found_in_the_municipality(string alteration, long here, long there)
    {
        Load([Full(1), Full(2), Full(3, "290")]);
        Alter(alteration);
        var result = Compare(File(Full(1), Full(2), Full(3, "290")));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Differences, Is.EqualTo(new[] { new MunicipalityDifference("205", here, there) }));
            Assert.That(result.Advice, Does.StartWith("AskForRepair { Permit = kainuu-laajat, Municipalities = "));
            Assert.That(result.IsEqual, Is.False);
        }
    }

    [TestCase("UPDATE kotikunta SET kuntanumero = '290' WHERE person_id = 1", "205:1:2 290:2:1")]
    [TestCase("UPDATE kotikunta SET kuntanumero = '091' WHERE person_id = 1", "091:1:0 205:1:2")]
    [TestCase("DELETE FROM kotikunta WHERE person_id = 1", ":1:0 205:1:2")]
    public void A_person_who_is_elsewhere_is_found_in_both_places(string alteration, string differences)
    {
        Load([Full(1), Full(2), Full(3, "290")]);
        Alter(alteration);
        Assert.That(
            string.Join(
                ' ',
                Compare(File(Full(1), Full(2), Full(3, "290")))
                    .Differences.Select(difference => $"{difference.Municipality}:{difference.Here}:{difference.There}")),
            Is.EqualTo(differences));
    }

    [Test]
    public void A_database_behind_or_ahead_of_the_file_is_not_compared()
    {
        Load([Full(1)], [Renamed(1, "Uusi")]);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                Compare(File(Full(1)) with { AsOf = new ReconciledDelivery("changes", 2, "x", 130) }).NotComparable,
                Does.Contain("changes 001 was loaded last (journal key 120)").And.Contain("Load the deliveries up to changes 002"));
            Assert.That(
                Compare(File(Full(1)) with { AsOf = new ReconciledDelivery("base", 1, Hash(0), 110) }).NotComparable,
                Does.Contain("Ask the sender for a newer"));
            Assert.That(
                Compare(File(Full(1)) with { AsOf = new ReconciledDelivery("changes", 1, new string('0', 64), 120) }).NotComparable,
                Does.Contain("another content"));
        }
    }

    [Test]
    public void An_empty_delivery_more_makes_no_difference()
    {
        Load([Full(1)]);
        var file = File(Full(1));
        folder.Odd(1, folder.Last, []);
        Assert.That(Compare(file with { AsOf = file.AsOf with { JournalKey = 110 } }).IsEqual, Is.True);
    }

    [Test]
    public void A_file_of_another_recipient_is_refused()
    {
        Load([Full(1)]);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                () => Compare(File(Full(1)) with { Permit = "toinen" }),
                Throws.TypeOf<MuutostietoException>().With.Property("Kind").EqualTo(FailureKind.Usage));
            Assert.That(
                () => Compare(File(Full(1)) with { Recipient = "toinen" }),
                Throws.TypeOf<MuutostietoException>().With.Property("Kind").EqualTo(FailureKind.Integrity));
        }
    }

    [TestCase("{}")]
    [TestCase("not json")]
    [TestCase(
        """{"format":"muutostieto-reconciliation-2","permit":"x","recipient":"x","asOf":{"kind":"base","number":1,"manifestSha256":"x","journalKey":1},"layouts":"x","persons":0,"municipalities":[]}"""
    )]
    [TestCase(
        """{"format":"muutostieto-reconciliation-1","permit":"x","recipient":"x","asOf":{"kind":"base","number":1,"manifestSha256":"x","journalKey":1},"layouts":"x","persons":0,"municipalities":[{"municipality":"205","persons":0,"digest":"0"},{"municipality":"205","persons":0,"digest":"0"}]}"""
    )]
    [TestCase(
        """{"format":"muutostieto-reconciliation-1","permit":"x","recipient":"x","asOf":{"kind":"base","number":1,"manifestSha256":"x","journalKey":1},"layouts":"x","persons":0,"municipalities":[{"municipality":"\u001b[2J","persons":0,"digest":"0"}]}"""
    )]
    public void What_is_no_reconciliation_file_is_said_to_be_none(string text)
    {
        var path = folder.Other("wrong.TAS");
        System.IO.File.WriteAllText(path, text);
        Assert.That(() => ReconciliationFile.Read(path), Throws.TypeOf<MuutostietoException>().With.Message.Contains("wrong.TAS"));
    }

    [Test]
    public void A_repair_makes_right_whatever_was_lost_altered_or_doubled()
    {
        Load([Full(1), Full(2), Strange(3), Full(4), Full(5, "290"), Full(6)], [Leaving(6)]);
        foreach (
            var alteration in new[]
            {
                "UPDATE henkilon_nimi SET etunimet = 'Eino' WHERE person_id = 1",
                "DELETE FROM vakinainen_kotimainen_osoite WHERE person_id = 2",
                "INSERT INTO aidinkieli (person_id, place, muutos, kielikoodi) VALUES (2, 1, '1', 'se')",
                "INSERT INTO vakinainen_kotimainen_osoite SELECT person_id, 9, muutos, katu_fi, katu_sv, katunumero, porraskirjain, "
                    + "huoneistonumero, jakokirjain, postinumero, alkupv, loppupv FROM vakinainen_kotimainen_osoite WHERE person_id = 3",
                "DELETE FROM edunvalvonta WHERE person_id = 3",
                "DELETE FROM persons WHERE id = 4",
                "UPDATE persons SET in_area = 1 WHERE id = 6",
                "UPDATE kotikunta SET kuntanumero = '205' WHERE person_id = 6",
            })
        {
            Alter(alteration);
        }

        Record[] right = [Full(1), Full(2), Strange(3), Full(4)];
        folder.Repair = ["205"];
        folder.Changes(right);
        var loaded = folder.Load();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(loaded.Refusal, Is.Null);
            Assert.That(loaded.Loaded.Single().Counts.NotResidents, Is.EqualTo(1), "who had left before");
            Assert.That(Compare(File([.. right, Full(5, "290")])).Differences, Is.Empty);
            Assert.That(Query("SELECT count(*) FROM residents"), Is.EqualTo(new[] { "5" }));
        }
    }

    [Test]
    public void A_repair_takes_away_who_should_not_be_there_and_leaves_the_rest_of_the_area()
    {
        Load([Full(1), Full(2), Full(3, "290"), Full(4)]);
        Alter("UPDATE persons SET hetu = '010101-999X' WHERE id = 1");
        Alter("DELETE FROM kotikunta WHERE person_id = 4");
        folder.Repair = ["205"];
        folder.Changes(Full(1), Full(2));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(folder.Load().Loaded.Single().Counts.NotResidents, Is.EqualTo(2));
            Assert.That(Compare(File(Full(1), Full(2), Full(3, "290"))).Differences, Is.Empty);
        }
    }

    /// <summary>Letters and lengths that the forms have differently, and groups within groups.</summary>
    private static Record Strange(int number) =>
        Full(number)
            .With("005", '1', $"nimi=Šimić {new string('ž', 110)}", "nimilaji=06", "alkupv=19990000")
            .With("306", '1', "alkupv=20200101", "edunvalvojien_lkm=02")
            .With("307", '1', "hetu=311299A999Y")
            .With("307", '1', "y_tunnus=1234567-8");

    /// <summary>What the sender says of the residents as of the delivery made last.</summary>
    private ReconciliationFile File(params Record[] residents)
    {
        var digests = new ResidentDigests();
        digests.Expect("205");
        digests.Expect("290");
        foreach (var resident in residents)
        {
            var state = new PersonState();
            state.Apply(resident);
            digests.Add(state.Groups);
        }

        return new ReconciliationFile
        {
            Permit = "kainuu-laajat",
            Recipient = "kainuun-hyvinvointialue",
            AsOf = new ReconciledDelivery(folder.Last!.Kind, folder.Last.Number, Delivery.Hash(folder.Last.ManifestPath), folder.Last.To),
            Layouts = Layouts.Catalog.Digest,
            Persons = residents.Length,
            Municipalities = digests.Municipalities,
        };
    }

    private string Hash(long delivery) => Query($"SELECT manifest_sha256 FROM deliveries ORDER BY id LIMIT 1 OFFSET {delivery}").Single();

    private ComparisonResult Compare(ReconciliationFile file) =>
        new DatabaseComparer(Layouts.Catalog, new RemedyNames()).Compare(folder.Database, file);

    private void Load(Record[] start, params Record[][] changes)
    {
        folder.Base(start);
        foreach (var records in changes)
        {
            folder.Changes(records);
        }

        Assert.That(folder.Load().Refusal, Is.Null);
    }

    private void Alter(string sql)
    {
        using var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = folder.Database, Pooling = false }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        Assert.That(command.ExecuteNonQuery(), Is.Positive, sql);
    }

    private string[] Query(string sql) => DatabaseContents.Query(folder.Database, sql);
}
