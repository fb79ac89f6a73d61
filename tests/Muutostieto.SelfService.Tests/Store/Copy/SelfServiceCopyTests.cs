using Muutostieto.PostgreSql;
using Muutostieto.SelfService.Store;
using Muutostieto.SelfService.Store.Copy;

namespace Muutostieto.SelfService.Tests.Store.Copy;

/// <summary>The store is copied with all that it holds, and the file is one that the program itself could have made.</summary>
public sealed class SelfServiceCopyTests
{
    private const string Schema =
        "SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%' ORDER BY type, name";

    private PostgreSqlDatabase database = null!;
    private string folder = null!;

    private string Source => Path.Combine(folder, "source.db");

    [SetUp]
    public void SetUp()
    {
        (database, folder) = (PostgreSqlCluster.Shared.NewDatabase(), Directory.CreateTempSubdirectory("muutostieto-").FullName);
        StoreMigration.Apply(database.ConnectionString, [SelfServiceStore.Scripts]);
    }

    [TearDown]
    public void TearDown()
    {
        database.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Test]
    public void Everything_is_copied_but_the_keys_of_cookies() => Assert.That(
        CopyOnce.NotCopied(database, SelfServiceCopy.Part),
        Is.EqualTo(new[] { "applied_script", "cookie_key" }));

    [Test]
    public void Rows_of_every_table_come_over_and_back()
    {
        SelfServiceStore.Open(Source).Dispose();
        DatabaseContents.Execute(
            Source,
            """
            INSERT INTO session VALUES ('s', 'u', x'7b7d', 't', 't');
            INSERT INTO submission VALUES ('f', 'u', 't', '/');
            INSERT INTO matter VALUES (7, 'Permit', 'r', 'a', 'n', 'Draft', 1, '{"ä":1}', 't', 't', 'n', NULL, 'Otsikko');
            INSERT INTO writer VALUES (7, 'u');
            INSERT INTO decision VALUES (7, 1, 'Approved', 'o', 'n', 't', NULL, NULL, NULL);
            INSERT INTO preview VALUES (1, 'r', 't');
            UPDATE numbered SET last = 7 WHERE kind = 'matter';
            INSERT INTO contact VALUES (1, 'r', 'k', 'n', 'e', NULL, 1, 't', 'n');
            INSERT INTO notice VALUES (1, 'fi', 'sv', 'en', 't', NULL, 1, 't', 'n');
            INSERT INTO upload VALUES (1, 'r', 'p', 'n', 1, '', 'u', 't', 'Arrived', NULL);
            INSERT INTO pick (id, user_id, recipient, permit, task, search, ordered, state, may_list, created)
                VALUES ('p', 'u', 'r', 'p', 't', '{}', '{}', 'counting', 1, 't');
            INSERT INTO selection VALUES ('l', 'u', 'r', 'n', 'p', 't', '{}', 't');
            """);
        var there = CopyOnce.ToDatabase(SelfServiceCopy.Part, Source, database);
        Assert.That(there.Where(table => table.Rows == 0).Select(table => table.Table), Is.Empty);
        var back = Path.Combine(folder, "back.db");
        Assert.That(CopyOnce.ToFile(database, SelfServiceCopy.Part, back), Is.EqualTo(there));
        Assert.That(DatabaseContents.Query(back, Schema), Is.EqualTo(DatabaseContents.Query(Source, Schema)));
        using var store = SelfServiceStore.OpenDatabase(database.ConnectionString);
        Assert.That(store.Run(transaction => GivenNumbers.Next(transaction, GivenNumbers.Matter)), Is.EqualTo(8));
    }
}
