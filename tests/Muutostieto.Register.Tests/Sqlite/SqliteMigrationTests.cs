using Microsoft.Data.Sqlite;
using Muutostieto.Register.Sqlite;
using Muutostieto.Register.Tests.Support;

namespace Muutostieto.Register.Tests.Sqlite;

/// <summary>A register of version 2 is read as it is and converted when it is written to.</summary>
public sealed class SqliteMigrationTests
{
    private TemporaryFolder folder = null!;
    private string path = null!;

    [SetUp]
    public void MakeFolder()
    {
        folder = new TemporaryFolder();
        path = folder.File("register.db");
    }

    [TearDown]
    public void RemoveFolder() => folder.Dispose();

    [TestCase(RegisterKind.Synthetic, "synthetic population of 2 persons", 7L, false, false)]
    [TestCase(RegisterKind.Synthetic, "synthetic population of 2 persons", 7L, true, true)]
    [TestCase(RegisterKind.Synthetic, "imported", null, false, true)]
    [TestCase(RegisterKind.Synthetic, "", null, false, false)]
    [TestCase(RegisterKind.Production, "imported", null, true, true)]
    [TestCase(RegisterKind.Production, "", null, false, true)]
    public void What_it_was_filled_by_shows_before_and_after_and_nothing_else_changes(
        RegisterKind kind,
        string note,
        long? seed,
        bool hasImported,
        bool isFed)
    {
        MakeVersion2(new RegisterOrigin(kind, note, seed), hasImported);
        string mark;
        using (var old = SqliteRegister.OpenRead(path))
        {
            Assert.That((old.Feed(), old.Describe().SchemaVersion), Is.EqualTo((new RegisterFeed(isFed, null, 0, 0), 2)));
            Assert.That(old.Residents(old.LatestKey(), "205"), Has.Count.EqualTo(2));
            mark = RegisterFingerprint.At(old, old.LatestKey());
        }

        SqliteRegister.OpenWrite(path).Dispose();
        using (var writer = SqliteRegister.OpenWrite(path))
        using (var transaction = writer.Begin())
        {
            Assert.That(transaction.Feed.IsFed, Is.EqualTo(isFed));
            transaction.Hold([Some.Code(9)], Some.Document("held"));
            transaction.KeepImport(Some.Clock.GetUtcNow());
            transaction.Commit();
        }

        using var register = SqliteRegister.OpenRead(path);
        Assert.Multiple(() =>
        {
            Assert.That(
                (register.Describe().SchemaVersion, register.Describe().Origin),
                Is.EqualTo((SqliteSchema.Version, new RegisterOrigin(kind, note, seed))));
            Assert.That(register.Feed(), Is.EqualTo(new RegisterFeed(true, Some.Clock.GetUtcNow(), 1, 1)));
            Assert.That(RegisterFingerprint.At(register, register.LatestKey()), Is.EqualTo(mark));
            Assert.That(register.Residents(register.LatestKey(), "205"), Has.Count.EqualTo(2));
        });
    }

    [Test]
    public void A_reader_that_has_it_open_while_it_is_converted_reads_on()
    {
        MakeVersion2(Some.Origin, hasImported: false);
        using var reader = SqliteRegister.OpenRead(path);
        Assert.That(reader.Feed().IsFed, Is.False);

        using (var writer = SqliteRegister.OpenWrite(path))
        {
            writer.AppendOne(Some.Entry(Some.Person(3)));
        }

        Assert.That((reader.Feed().HeldStatements, reader.Residents(reader.LatestKey(), "205").Count), Is.EqualTo((0L, 3)));
    }

    private void MakeVersion2(RegisterOrigin origin, bool hasImported)
    {
        using (var loader = SqliteRegister.Create(path, origin, Some.Clock))
        {
            loader.Add(Some.Person(1));
            loader.Add(Some.Person(2));
            loader.Complete();
        }

        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The texts are this file's own.
        command.CommandText =
            OldCodes.Sql
            + "DROP TABLE held_code; DROP TABLE held_statement; DROP TABLE feed; PRAGMA user_version = 2;"
            + (hasImported ? SqliteSchema.Imports : "");
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
