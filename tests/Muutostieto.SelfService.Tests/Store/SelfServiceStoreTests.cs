using Microsoft.Data.Sqlite;
using Muutostieto.Records;
using Muutostieto.SelfService.Deliveries;
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
            store.Run(transaction => transaction.Execute("INSERT INTO submission (id, user_id, at) VALUES ('a', 'u', 't')"));
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
                _ = transaction.Execute("INSERT INTO submission (id, user_id, at) VALUES ('a', 'u', 't')");
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

    [TestCase(1)]
    [TestCase(2)]
    public void Uploads_of_an_earlier_store_are_looked_for_as_it_is_not_known_whether_they_arrived(int version)
    {
        MakeEarlier(
            version,
            "INSERT INTO upload (number, recipient, permit, name, bytes, sha256, user, at) VALUES (7, 'r', 'p', 'n', 1, 's', 'u', 't'), "
                + "(8, 'r', 'p', '1001_PA_uusi-lista_20261116_1.csv', 1, 's', 'u', 't')");
        using var store = SelfServiceStore.Open(File);
        Assert.That(
            store.Run(transaction => transaction.Query(
                "SELECT number, name, state, ordered FROM upload",
                row => (row.GetInt64(0), row.GetString(1), row.GetString(2), row.IsDBNull(3) ? null : row.GetString(3)))),
            Is.EqualTo(new (long, string, string, string?)[]
            {
                (7, "n", nameof(UploadState.Sending), null),
                (8, "1001_PA_uusi-lista_20261116_1.csv", nameof(UploadState.Sending), "uusi-lista"),
            }));
    }

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    public void Applications_and_orders_of_an_earlier_store_get_the_titles_that_their_lists_show(int version)
    {
        MakeEarlier(
            version,
            "INSERT INTO matter (number, kind, recipient, author, author_name, state, version, content, made, changed, changed_by) VALUES "
                + string.Join(", ", new[]
                {
                    ("Permit", """{"register":"Rekisteri","title":"x"}"""), ("Order", """{"register":"x","title":"Otsikko \"1\""}"""),
                    ("Order", "{}"), ("Permit", "not JSON"),
                }.Select((matter, i) => $"({i + 1}, '{matter.Item1}', 'r', 'u', 'n', 'Draft', 1, '{matter.Item2}', 't', 't', 'n')")));
        using var store = SelfServiceStore.Open(File);
        Assert.That(
            store.Run(transaction => transaction.Query(
                "SELECT title FROM matter ORDER BY number", row => row.IsDBNull(0) ? null : row.GetString(0))),
            Is.EqualTo(new[] { "Rekisteri", "Otsikko \"1\"", null, null }));
    }

    [Test]
    public void A_store_of_each_earlier_version_gets_the_tables_of_a_new_one()
    {
        var expected = Tables();
        for (var version = 1; version < StoreSchema.Version; version++)
        {
            System.IO.File.Delete(File);
            MakeEarlier(version, "SELECT 1");
            Assert.That(Tables(), Is.EqualTo(expected), $"version {version}");
        }
    }

    [TestCase("PRAGMA application_id = 7", FailureKind.Integrity, "of another kind")]
    [TestCase("PRAGMA user_version = 99", FailureKind.Usage, "has version 99")]
    public void One_of_another_kind_or_a_later_version_is_refused(string change, FailureKind kind, string says)
    {
        SelfServiceStore.Open(File).Dispose();
        Execute(change);
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

    /// <summary>Makes a store as an earlier program left it, with rows.</summary>
    private void MakeEarlier(int version, string rows)
    {
        const long ApplicationId = 0x4D745373;
        Execute(
            string.Concat(StoreSchema.Scripts.Take(version))
                + FormattableString.Invariant($"PRAGMA application_id = {ApplicationId}; PRAGMA user_version = {version}; {rows}"));
    }

    private IReadOnlyList<string> Tables()
    {
        using var store = SelfServiceStore.Open(File);
        return store.Run(transaction => transaction.Query(
            "SELECT name || ': ' || sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name", row => row.GetString(0)));
    }

    private void Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={File};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        _ = command.ExecuteNonQuery();
    }
}
