using Microsoft.Data.Sqlite;
using Muutostieto.Records;
using Muutostieto.Register.Sqlite;
using Muutostieto.Register.Tests.Support;

namespace Muutostieto.Register.Tests.Sqlite;

/// <summary>The file of a register: how it comes about, and which one is refused.</summary>
public sealed class SqliteRegisterTests
{
    private RegisterFile file = null!;

    [SetUp]
    public void SetUp() => file = new RegisterFile();

    [TearDown]
    public void TearDown() => file.Dispose();

    [Test]
    public void A_register_that_is_not_completed_leaves_nothing_behind()
    {
        using (var loader = file.Create())
        {
            loader.Add(Some.Person(1));
        }

        Assert.That(Directory.GetFileSystemEntries(file.Folder.Path), Is.Empty);
    }

    [Test]
    public void No_reader_sees_a_register_before_it_is_complete()
    {
        using var loader = file.Create();
        loader.Add(Some.Person(1));

        Assert.That(FailureOf(() => SqliteRegister.OpenRead(file.Path)).Message, Does.Contain("no such file"));
        loader.Complete();
        using var register = SqliteRegister.OpenRead(file.Path);
        Assert.That(Directory.GetFiles(file.Folder.Path, "*.partial*").Concat(Directory.GetFiles(file.Folder.Path, "*.lock")), Is.Empty);
    }

    [Test]
    public void What_a_killed_creation_left_is_cleared_away()
    {
        File.WriteAllText(file.Path + ".partial", "half a register");

        file.Create().Complete();

        using var register = SqliteRegister.OpenRead(file.Path);
        Assert.That(register.LatestKey(), Is.EqualTo(JournalKey.BeforeEverything));
    }

    [Test]
    public void A_register_is_never_overwritten()
    {
        File.WriteAllText(file.Path, "something dear");

        var failure = FailureOf(() => file.Create());

        Assert.That(failure.Kind, Is.EqualTo(FailureKind.Usage));
        Assert.That(File.ReadAllText(file.Path), Is.EqualTo("something dear"));
    }

    [Test]
    public void Two_programs_do_not_create_one_register_at_once()
    {
        using var first = file.Create();

        Assert.That(FailureOf(() => file.Create()).Kind, Is.EqualTo(FailureKind.Transient));
        first.Complete();
    }

    [Test]
    public void What_a_killed_writer_had_committed_is_there_and_the_rest_is_not()
    {
        file.Create().Complete();
        using var writer = SqliteRegister.OpenWrite(file.Path);
        writer.AppendOne(Some.Entry(Some.Person(1)));
        using var unfinished = writer.Begin();
        unfinished.Append(Some.Entry(Some.Person(2)));
        // The files as they lie on the disk while the writer is at work are what its sudden end leaves.
        File.Copy(file.Path, file.Folder.File("left.db"));
        File.Copy(file.Path + "-wal", file.Folder.File("left.db-wal"));

        using var register = SqliteRegister.OpenRead(file.Folder.File("left.db"));

        Assert.That(register.LatestKey(), Is.EqualTo(new JournalKey(1)));
        Assert.That(register.Residents(register.LatestKey(), "205"), Has.Count.EqualTo(1));
    }

    [Test]
    public void Of_a_killed_writers_buildings_those_that_it_had_committed_are_there()
    {
        file.Create().Complete();
        using var writer = SqliteRegister.OpenWrite(file.Path);
        writer.AppendOne(SomeBuilding.Entry(SomeBuilding.House(1)));
        using var unfinished = writer.Begin();
        unfinished.Buildings.Append(SomeBuilding.Entry(SomeBuilding.House(2)));
        unfinished.Buildings.Append(SomeBuilding.Entry(SomeBuilding.House(1) with { BuildingId = 1, Dwellings = [] }));
        File.Copy(file.Path, file.Folder.File("left.db"));
        File.Copy(file.Path + "-wal", file.Folder.File("left.db-wal"));

        using var register = SqliteRegister.OpenRead(file.Folder.File("left.db"));

        Assert.That(register.LatestKey(), Is.EqualTo(new JournalKey(1)));
        Assert.That(register.Buildings.Counts(), Is.EqualTo(new Register.Buildings.BuildingCounts(1, 1, 1, 0)));
        Assert.That(register.Buildings.Resolve(SomeBuilding.Code(1), default, register.LatestKey()), Is.Not.Null);
    }

    [Test]
    public void A_folder_that_cannot_be_made_is_named()
    {
        File.WriteAllText(file.Folder.File("file"), "");

        var failure = FailureOf(() => SqliteRegister.Create(file.Folder.File("file/register.db"), Some.Origin, Some.Clock));

        Assert.That(failure.Kind, Is.EqualTo(FailureKind.Usage));
    }

    [Test]
    public void A_missing_register_says_how_to_make_one()
    {
        var failure = FailureOf(() => SqliteRegister.OpenRead(file.Path));

        Assert.That(failure.Kind, Is.EqualTo(FailureKind.Usage));
        Assert.That(failure.Remedy, Is.EqualTo(new RegisterRemedy.Make()));
        Assert.That(File.Exists(file.Path), Is.False);
    }

    [TestCase("just some text that is longer than the header of a database would be, so that it is read as one, and it is not one")]
    [TestCase("")]
    public void A_file_that_is_no_register_is_refused(string content)
    {
        File.WriteAllText(file.Path, content);

        Assert.That(FailureOf(() => SqliteRegister.OpenRead(file.Path)).Message, Does.Contain("not a register"));
        Assert.That(FailureOf(() => SqliteRegister.OpenWrite(file.Path)).Kind, Is.EqualTo(FailureKind.Usage));
        Assert.That(File.ReadAllText(file.Path), Is.EqualTo(content));
    }

    [Test]
    public void A_register_of_another_schema_version_is_refused()
    {
        file.Create().Complete();
        file.Sql("PRAGMA user_version = 99");

        var failure = FailureOf(() => SqliteRegister.OpenRead(file.Path));

        Assert.That(failure.Kind, Is.EqualTo(FailureKind.Usage));
        Assert.That(failure.Message, Does.Contain("version 99").And.Contain($"version {SqliteSchema.Version}"));
    }

    [Test]
    public void A_damaged_register_is_an_integrity_failure()
    {
        using (var loader = file.Create())
        {
            for (var number = 0; number < 5000; number++)
            {
                loader.Add(Some.Person(number));
            }

            loader.Complete();
        }

        using (var content = File.OpenWrite(file.Path))
        {
            content.Position = 16384;
            content.Write(new byte[content.Length - 16384]);
        }

        Assert.That(FailureOf(() => SqliteRegister.OpenRead(file.Path).Status()).Kind, Is.EqualTo(FailureKind.Integrity));
    }

    [TestCase("UPDATE register SET kind = 1")]
    [TestCase("DELETE FROM register")]
    [TestCase("UPDATE journal SET event = 'XXX'")]
    [TestCase("DELETE FROM journal")]
    public void What_is_fixed_cannot_be_changed_by_hand(string sql)
    {
        using (var loader = file.Create())
        {
            loader.Add(Some.Person(1));
            loader.Complete();
        }

        Assert.Throws<SqliteException>(() => file.Sql(sql));
    }

    [Test]
    public void The_reader_does_not_write()
    {
        file.Create().Complete();
        var before = File.ReadAllBytes(file.Path);
        using (var register = SqliteRegister.OpenRead(file.Path))
        {
            register.Status();
            register.Residents(new JournalKey(1), "205");
        }

        Assert.That(File.ReadAllBytes(file.Path), Is.EqualTo(before));
    }

    [Test]
    public void Foreign_keys_and_indexes_of_a_loaded_and_continued_register_are_sound()
    {
        using (var loader = file.Create())
        {
            for (var number = 0; number < 300; number++)
            {
                loader.Add(Some.Person(number) with { FormerCodes = [Some.Code(number + 1000)] });
            }

            loader.Complete();
        }

        using (var writer = SqliteRegister.OpenWrite(file.Path))
        {
            writer.AppendOne(Some.Entry(Some.Person(5000) with { PersonId = 3 }));
            writer.AppendOne(SomeBuilding.Entry(SomeBuilding.House(1) with { Owners = [SomeBuilding.Owner(3)] }));
        }

        Assert.Multiple(() =>
        {
            Assert.That(file.Sql("PRAGMA integrity_check"), Is.EqualTo("ok"));
            Assert.That(file.Sql("PRAGMA foreign_key_check"), Is.Null);
            Assert.That(file.Sql("PRAGMA journal_mode"), Is.EqualTo("wal"));
            Assert.That(file.Sql("SELECT count(*) FROM identity_code WHERE active = 1"), Is.EqualTo(300L));
        });
    }

    private static MuutostietoException FailureOf(Action code) => Assert.Throws<MuutostietoException>(code)!;
}
