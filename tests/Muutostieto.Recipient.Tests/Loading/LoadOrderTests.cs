using Muutostieto.Recipient.Tests.Support;
using Muutostieto.Records;
using static Muutostieto.Recipient.Tests.Support.People;

namespace Muutostieto.Recipient.Tests.Loading;

public sealed class LoadOrderTests
{
    private DeliveryFolder folder = null!;

    [SetUp]
    public void MakeFolder() => folder = new DeliveryFolder();

    [TearDown]
    public void RemoveFolder() => folder.Dispose();

    [Test]
    public void A_base_and_its_changes_are_loaded_in_their_order()
    {
        folder.Base(Full(1), Full(2));
        folder.Changes(Renamed(1, "Ensin"));
        folder.Changes(Renamed(1, "Sitten"));
        folder.Changes();
        var result = folder.Load();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                result.Loaded.Select(step => step.ToString()),
                Is.EqualTo(new[] { "base 001", "changes 001", "changes 002", "changes 003" }));
            Assert.That((result.Refusal, result.Residents, result.Head), Is.EqualTo(((string?)null, 2L, "changes 003")));
            Assert.That(Names(), Is.EqualTo(new[] { "Sitten", "Sukunimi2" }));
        }
    }

    [Test]
    public void Each_delivery_is_answered_with_a_receipt_which_is_written_again_when_it_is_missing()
    {
        var start = folder.Base(Full(1));
        folder.Load();
        var receipt = folder.Receipt(start);
        File.Delete(Path.Combine(folder.Upload, $"{start.Stem}.OK"));
        folder.Load();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                (
                    receipt.GetProperty("kind").GetString(),
                    receipt.GetProperty("number").GetInt32(),
                    receipt.GetProperty("records").GetInt64()),
                Is.EqualTo(("base", 1, 1L)));
            Assert.That(receipt.GetProperty("manifestSha256").GetString(), Is.EqualTo(Delivery.Hash(start.ManifestPath)));
            Assert.That(folder.Receipt(start).ToString(), Is.EqualTo(receipt.ToString()));
        }
    }

    [Test]
    public void What_is_loaded_already_is_not_loaded_again()
    {
        folder.Base(Full(1));
        folder.Changes(Renamed(1, "Uusi"));
        folder.Load();
        var again = folder.Load();
        Assert.That((again.Loaded.Count, again.Refusal, again.Residents), Is.EqualTo((0, (string?)null, 1L)));
    }

    [Test]
    public void The_form_with_all_groups_is_taken_where_the_other_has_genuine_ones_only()
    {
        folder.FixedIsGenuine = true;
        folder.Base(Full(1));
        folder.Changes(Renamed(1, "Uusi"));
        Assert.That(folder.Load().Loaded.Select(step => Path.GetExtension(step.File)), Is.All.EqualTo(".zip"));
        Assert.That(
            folder.Load(RecordForm.Fixed, database: folder.Other("genuine.db")).Loaded.Select(step => Path.GetExtension(step.File)),
            Is.EqualTo(new[] { ".PTT", ".MTT" }));
    }

    [TestCase(RecordForm.Csv, RecordForm.Fixed)]
    [TestCase(RecordForm.Fixed, RecordForm.Csv)]
    public void A_database_is_not_continued_with_a_form_that_has_other_groups(RecordForm begun, RecordForm other)
    {
        folder.FixedIsGenuine = true;
        folder.Base(Full(1));
        folder.Load(begun);
        var next = folder.Changes(Renamed(1, "Uusi"));
        Assert.That(
            () => folder.Load(other),
            Throws
                .TypeOf<MuutostietoException>()
                .With.Property("Kind")
                .EqualTo(FailureKind.Usage)
                .And.Property("Remedy").EqualTo(new RecipientRemedy.FormOfDatabase(begun == RecordForm.Csv)));
        Assert.That(folder.HasReceipt(next, "ERR"), Is.False, "that is no fault of the sender's");
        Assert.That(folder.Load().Head, Is.EqualTo("changes 001"), "left to itself it takes the form that it began with");
    }

    [Test]
    public void A_gap_stops_the_load_says_what_to_ask_for_and_is_filled_later()
    {
        folder.Base(Full(1));
        var missing = folder.Changes(Renamed(1, "Ensin"));
        var waiting = folder.Changes(Renamed(1, "Sitten"));
        folder.Hold(missing);
        var stopped = folder.Load();
        var refused =
            folder.HasReceipt(waiting, "ERR") && folder.Receipt(waiting, "ERR").GetProperty("reason").GetString() == stopped.Refusal;
        folder.Release(missing);
        var filled = folder.Load();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(stopped.Loaded, Has.Count.EqualTo(1));
            Assert.That(stopped.Refusal, Does.Contain("changes 002").And.Contains("deliver changes 001 again"));
            Assert.That(refused, Is.True);
            Assert.That((filled.Loaded.Count, filled.Refusal, Names()[0]), Is.EqualTo((2, (string?)null, "Sitten")));
            Assert.That((folder.HasReceipt(waiting, "OK"), folder.HasReceipt(waiting, "ERR")), Is.EqualTo((true, false)));
        }
    }

    [Test]
    public void A_repeat_with_other_content_is_refused()
    {
        var start = folder.Base(Full(1));
        folder.Changes(Renamed(1, "Ensin"));
        folder.Load();
        folder.Odd(1, start, [Renamed(1, "Toisin")]);
        var result = folder.Load();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Refusal, Does.Contain("changes 001 has been loaded with another content"));
            Assert.That(Names(), Is.EqualTo(new[] { "Ensin" }));
        }
    }

    [Test]
    public void A_successor_of_other_content_than_was_loaded_is_refused()
    {
        folder.Base(Full(1));
        var first = folder.Changes(Renamed(1, "Ensin"));
        folder.Load();
        File.AppendAllText(first.ManifestPath, " ");
        var next = folder.Changes(Renamed(1, "Sitten"));
        folder.Hold(first);
        Assert.That(folder.Load().Refusal, Does.Contain("of another content").And.Contains("new base"));
        Assert.That(folder.HasReceipt(next, "ERR"), Is.True);
    }

    [Test]
    public void A_window_that_does_not_start_where_the_last_one_ended_is_refused()
    {
        var start = folder.Base(Full(1));
        folder.Odd(1, start, [Renamed(1, "Ensin")], from: start.To + 1);
        Assert.That(folder.Load().Refusal, Does.Contain("changes are missing").And.Contains("new base"));
    }

    [Test]
    public void Changes_without_a_base_are_refused()
    {
        var start = folder.Base(Full(1));
        folder.Changes(Renamed(1, "Ensin"));
        folder.Hold(start);
        Assert.That(folder.Load().Refusal, Does.Contain("no base").And.Contains("Ask the sender for a base"));
    }

    [TestCase(true)]
    [TestCase(false)]
    public void A_file_that_is_not_what_was_sent_is_refused_and_the_database_stays_as_it_was(bool sameLength)
    {
        folder.Base(Full(1));
        var changes = folder.Changes(Renamed(1, "Ensin"));
        var bytes = File.ReadAllBytes(changes.FixedPath);
        bytes[^30] ^= 1;
        File.WriteAllBytes(changes.FixedPath, sameLength ? bytes : bytes[..^2]);
        var result = folder.Load();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Refusal, Does.Contain(sameLength ? "SHA-256" : "bytes").And.Contains("Fetch it again"));
            Assert.That((result.Head, Names()[0]), Is.EqualTo(("base 001", "Sukunimi1")));
            Assert.That(folder.HasReceipt(changes, "ERR"), Is.True);
        }
    }

    [Test]
    public void A_missing_file_is_refused_unless_the_other_form_is_there()
    {
        var start = folder.Base(Full(1));
        File.Delete(start.FixedPath);
        var wanted = folder.Load(RecordForm.Fixed);
        var any = folder.Load();
        Assert.That(
            (wanted.Refusal, any.Refusal, any.Loaded[0].File),
            Is.EqualTo(($"base 001: {start.Stem}.PTT is missing beside its manifest. Fetch it.", (string?)null, $"{start.Stem}.csv.zip")));
    }

    [Test]
    public void Another_permit_is_refused_unless_one_is_chosen()
    {
        folder.Base(Full(1));
        folder.Load();
        folder.Permit = "helsinki";
        folder.Changes(Renamed(1, "Toisen"));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                () => folder.Load(),
                Throws
                    .TypeOf<MuutostietoException>()
                    .With.Property("Kind")
                    .EqualTo(FailureKind.Integrity)
                    .And.Message.Contains("permit helsinki, expected kainuu-laajat"));
            Assert.That(folder.Load(permit: "kainuu-laajat").Refusal, Is.Null);
        }
    }

    [Test]
    public void Another_recipients_delivery_is_refused()
    {
        folder.Base(Full(1));
        folder.Load();
        folder.Recipient = "helsinki";
        folder.Changes(Renamed(1, "Toisen"));
        Assert.That(() => folder.Load(), Throws.TypeOf<MuutostietoException>().With.Message.Contains("for the recipient helsinki"));
    }

    [Test]
    public void A_newer_base_starts_over_and_passes_over_what_it_made_needless()
    {
        folder.Base(Full(1), Full(2));
        folder.Load();
        var key = Key(2);
        var lost = folder.Changes(Renamed(1, "Kadonnut"));
        var needless = folder.Changes(Renamed(2, "Tarpeeton"));
        folder.Hold(lost);
        folder.Base(Full(2), Full(3));
        folder.Changes(Renamed(3, "Uusi"));
        var result = folder.Load();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Loaded.Select(step => step.ToString()), Is.EqualTo(new[] { "base 002", "changes 003" }));
            Assert.That(Names(), Is.EqualTo(new[] { "Sukunimi2", "Uusi" }));
            Assert.That(Key(2), Is.EqualTo(key), "a person's key stays");
            Assert.That(folder.Receipt(needless).GetProperty("state").GetString(), Is.EqualTo("replaced"));
            Assert.That(
                DatabaseContents.Query(folder.Database, "SELECT kind, number, state FROM deliveries"),
                Is.EqualTo(new[] { "base|1|replaced", "base|2|loaded", "changes|3|loaded" }));
            Assert.That(DatabaseContents.Query(folder.Database, "SELECT count(*) FROM henkilon_nimi"), Is.EqualTo(new[] { "2" }));
        }
    }

    [Test]
    public void Of_several_bases_the_newest_is_loaded_alone()
    {
        folder.Base(Full(1));
        folder.Changes(Renamed(1, "Ensin"));
        folder.Base(Full(1), Full(2));
        Assert.That(folder.Load().Loaded.Select(step => step.ToString()), Is.EqualTo(new[] { "base 002" }));
    }

    [Test]
    public void A_load_that_is_stopped_in_the_middle_leaves_the_database_at_the_delivery_before()
    {
        folder.Base(Full(1));
        folder.Load();
        var next = folder.Base([.. Enumerable.Range(0, 9_000).Select(number => Full(number))]);
        using var stop = new CancellationTokenSource();
        Assert.That(
            () => folder.Load(onProgress: _ => stop.Cancel(), cancellation: stop.Token),
            Throws.InstanceOf<OperationCanceledException>());
        Assert.That((folder.HasReceipt(next, "OK"), folder.HasReceipt(next, "ERR")), Is.EqualTo((false, false)));
        Assert.That(Names(), Is.EqualTo(new[] { "Sukunimi1" }));
        Assert.That(
            DatabaseContents.Query(folder.Database, "SELECT number FROM deliveries WHERE state = 'loaded'"),
            Is.EqualTo(new[] { "1" }));
        Assert.That(folder.Load().Residents, Is.EqualTo(9_000));
    }

    private string[] Names() => DatabaseContents.Query(folder.Database, "SELECT sukunimi FROM residents ORDER BY sukunimi");

    private string Key(int number) =>
        DatabaseContents.Query(folder.Database, $"SELECT id FROM persons WHERE hetu = '{Code(number)}'").Single();
}
