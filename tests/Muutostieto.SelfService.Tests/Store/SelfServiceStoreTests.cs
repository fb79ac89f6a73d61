using Microsoft.Data.Sqlite;
using Muutostieto.Records;
using Muutostieto.SelfService.Store;

namespace Muutostieto.SelfService.Tests.Store;

public sealed class SelfServiceStoreTests
{
    private string folder = null!;

    private string File => Path.Combine(folder, SelfServiceStore.FileName);

    [SetUp]
    public void MakeFolder() => folder = Directory.CreateTempSubdirectory().FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(folder, recursive: true);

    [Test]
    public void What_was_kept_is_there_after_it_was_opened_again()
    {
        using (var store = SelfServiceStore.Open(File))
        {
            store.Run(transaction => transaction.Execute("INSERT INTO submission (id, user, at) VALUES ('a', 'u', 't')"));
        }

        using var again = SelfServiceStore.Open(File);
        Assert.That(
            again.Run(transaction => transaction.Query("SELECT id FROM submission", row => row.GetString(0))), Is.EqualTo(new[] { "a" }));
    }

    [Test]
    public void Work_that_fails_is_undone()
    {
        using var store = SelfServiceStore.Open(File);
        Assert.That(
            () => store.Run(transaction =>
            {
                _ = transaction.Execute("INSERT INTO submission (id, user, at) VALUES ('a', 'u', 't')");
                throw new InvalidOperationException();
            }),
            Throws.InvalidOperationException);
        Assert.That(store.Run(transaction => transaction.Query("SELECT id FROM submission", row => row.GetString(0))), Is.Empty);
    }

    [Test]
    public void It_is_readable_by_its_owner_alone()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Ignore("Windows has no modes.");
            return;
        }

        SelfServiceStore.Open(File).Dispose();
        Assert.That(
            System.IO.File.GetUnixFileMode(File), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }

    [TestCase("PRAGMA application_id = 7", FailureKind.Integrity, "of another kind")]
    [TestCase("PRAGMA user_version = 99", FailureKind.Usage, "has version 99")]
    public void One_of_another_kind_or_a_later_version_is_refused(string change, FailureKind kind, string says)
    {
        SelfServiceStore.Open(File).Dispose();
        using (var connection = new SqliteConnection($"Data Source={File};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = change;
            _ = command.ExecuteNonQuery();
        }

        Assert.That(
            () => SelfServiceStore.Open(File),
            Throws.TypeOf<MuutostietoException>().With.Message.Contains(says).And.Property(nameof(MuutostietoException.Kind))
                .EqualTo(kind));
    }

    [Test]
    public void A_file_that_is_no_store_is_refused_and_left_as_it_is()
    {
        System.IO.File.WriteAllText(File, "no database, but a text that is long enough to be looked at as one, and more of it than that.");
        Assert.That(
            () => SelfServiceStore.Open(File),
            Throws.TypeOf<MuutostietoException>().With.Property(nameof(MuutostietoException.Kind)).EqualTo(FailureKind.Integrity));
        Assert.That(System.IO.File.ReadAllText(File), Does.StartWith("no database"));
    }
}
