using Microsoft.Data.Sqlite;
using Muutostieto.Recipient.Tests.Support;
using Muutostieto.Records;
using static Muutostieto.Recipient.Tests.Support.People;

namespace Muutostieto.Recipient.Tests.Loading;

/// <summary>Changes that begin a chain at a key of the interface are loaded on what the interface gave up to it.</summary>
public sealed class KeyChainTests
{
    private DeliveryFolder folder = null!;

    [SetUp]
    public void MakeFolder()
    {
        folder = new DeliveryFolder();
        folder.Base(Full(1), Full(2));
        folder.Load();
    }

    [TearDown]
    public void RemoveFolder() => folder.Dispose();

    [Test]
    public void They_wait_until_the_recipient_says_that_the_database_is_as_of_the_key()
    {
        var first = folder.ChangesFrom(200, Renamed(1, "Ensin"));
        Assert.That(
            () => folder.Load(),
            Throws
                .TypeOf<MuutostietoException>()
                .With.Property("Kind")
                .EqualTo(FailureKind.Usage)
                .And.Property("Remedy")
                .EqualTo(new RecipientRemedy.SayKey(200)));
        Assert.That(
            () => folder.Load(fromKey: 150),
            Throws.TypeOf<MuutostietoException>().With.Message.Contains("no change delivery in the folder begins at key 150"));
        Assert.That(folder.HasReceipt(first, "ERR"), Is.False, "that is no fault of the sender's");

        Assert.That(folder.Load(fromKey: 200).Head, Is.EqualTo("changes 001"));
        folder.Changes(Renamed(1, "Sitten"));
        Assert.That(folder.Load(fromKey: 200).Head, Is.EqualTo("changes 002"), "the option may stay");
        folder.Changes(Renamed(2, "Viimein"));
        Assert.That((folder.Load().Refusal, Names()), Is.EqualTo(((string?)null, new[] { "Sitten", "Viimein" })));
        Assert.That(folder.HasReceipt(first, "OK"), Is.True);
    }

    [Test]
    public void They_are_loaded_on_a_database_whose_last_delivery_ends_at_the_key()
    {
        folder.ChangesFrom(110, Renamed(1, "Uusi"));
        Assert.That((folder.Load().Head, Names()[0]), Is.EqualTo(("changes 001", "Uusi")));
    }

    [Test]
    public void What_was_sent_before_them_and_not_loaded_is_passed_over()
    {
        var before = folder.Changes(Renamed(1, "Ennen"));
        folder.ChangesFrom(200, Renamed(2, "Uusi"));
        Assert.That(folder.Load(fromKey: 200).Loaded.Select(step => step.ToString()), Is.EqualTo(new[] { "changes 002" }));
        Assert.That((Names()[0], folder.Receipt(before).GetProperty("state").GetString()), Is.EqualTo(("Sukunimi1", "replaced")));
        folder.Base(Full(3));
        Assert.That(folder.Load(accept: true, fromKey: 200).Head, Is.EqualTo("base 002"), "a base begins anew");
        folder.Changes(Renamed(3, "Kolmas"));
        Assert.That((folder.Load(fromKey: 200).Refusal, Names()), Is.EqualTo(((string?)null, new[] { "Kolmas" })));
    }

    [Test]
    public void An_older_base_does_not_set_back_a_database_that_the_interface_filled()
    {
        Execute("DELETE FROM deliveries");
        folder.ChangesFrom(200, Renamed(1, "Uusi"));
        Assert.That(folder.Load(fromKey: 200).Loaded.Select(step => step.ToString()), Is.EqualTo(new[] { "changes 001" }));
        folder.Changes(Renamed(2, "Toinen"));
        Assert.That((folder.Load().Head, Names()), Is.EqualTo(("changes 002", new[] { "Uusi", "Toinen" })));
    }

    [Test]
    public void A_database_without_persons_is_refused()
    {
        Execute("DELETE FROM deliveries; DELETE FROM persons; DELETE FROM meta");
        folder.ChangesFrom(200);
        Assert.That(
            () => folder.Load(fromKey: 200),
            Throws
                .TypeOf<MuutostietoException>()
                .With.Property("Kind")
                .EqualTo(FailureKind.Usage)
                .And.Message.Contains("it has no persons"));
    }

    private string[] Names() =>
        DatabaseContents.Query(
            folder.Database, "SELECT n.sukunimi FROM persons p JOIN henkilon_nimi n ON n.person_id = p.id ORDER BY p.hetu");

    private void Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={folder.Database};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
