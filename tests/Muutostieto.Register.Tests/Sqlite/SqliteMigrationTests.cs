using Muutostieto.Records;
using Muutostieto.Register.Sqlite;
using Muutostieto.Register.Tests.Support;

namespace Muutostieto.Register.Tests.Sqlite;

/// <summary>A register of an older program is read as it is and converted when it is written to.</summary>
public sealed class SqliteMigrationTests
{
    private static readonly DateOnly Born = new(1990, 1, 1);

    private RegisterFile file = null!;

    [SetUp]
    public void SetUp() => file = new RegisterFile();

    [TearDown]
    public void TearDown() => file.Dispose();

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
        using (var old = SqliteRegister.OpenRead(file.Path))
        {
            Assert.That((old.Feed(), old.Describe().SchemaVersion), Is.EqualTo((new RegisterFeed(isFed, null, 0, 0), 2)));
            Assert.That(old.Residents(old.LatestKey(), "205"), Has.Count.EqualTo(2));
            mark = RegisterFingerprint.At(old, old.LatestKey());
        }

        SqliteRegister.OpenWrite(file.Path).Dispose();
        using (var writer = SqliteRegister.OpenWrite(file.Path))
        using (var transaction = writer.Begin())
        {
            Assert.That(transaction.Feed.IsFed, Is.EqualTo(isFed));
            transaction.Hold([Some.Code(9)], Some.Document("held"));
            transaction.KeepImport(Some.Clock.GetUtcNow());
            transaction.Commit();
        }

        using var register = SqliteRegister.OpenRead(file.Path);
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
        using var reader = SqliteRegister.OpenRead(file.Path);
        Assert.That(reader.Feed().IsFed, Is.False);

        using (var writer = SqliteRegister.OpenWrite(file.Path))
        {
            writer.AppendOne(Some.Entry(Some.Person(3)));
        }

        Assert.That((reader.Feed().HeldStatements, reader.Residents(reader.LatestKey(), "205").Count), Is.EqualTo((0L, 3)));
    }

    [TestCase(false)]
    [TestCase(true)]
    public void A_register_of_version_3_is_read_as_it_is_and_carried_over_when_it_is_written_to(bool isWritten)
    {
        using (var loader = file.Create())
        {
            for (var number = 1; number <= 4; number++)
            {
                loader.Add(Some.Person(number) with { FormerCodes = [Some.Code(number + 1000)] });
            }

            loader.Complete();
        }

        using (var writer = SqliteRegister.OpenWrite(file.Path))
        {
            writer.AppendOne(Some.Entry(Some.Person(2) with { PersonId = 2, MergedPersons = [1] }));
            writer.AppendOne(Some.Entry(Some.Person(3) with { PersonId = 3, MergedPersons = [2] }));
            writer.AppendOne(Some.Entry(Some.Person(5) with { PersonId = 4 }));
        }

        var expected = Answers();
        file.Sql(NoNames.Sql + NoFacts.Sql + NoBuildings.Sql + OldCodes.Sql + "PRAGMA user_version = 3;");
        if (isWritten)
        {
            SqliteRegister.OpenWrite(file.Path).Dispose();
        }

        Assert.That(Answers(), Is.EqualTo(expected));
        Assert.That(file.Sql("PRAGMA user_version"), Is.EqualTo(isWritten ? (long)SqliteSchema.Version : 3L));
        Assert.That(file.Sql("PRAGMA foreign_key_check"), Is.Null);
        if (!isWritten)
        {
            return;
        }

        using var next = SqliteRegister.OpenWrite(file.Path);
        next.AppendOne(Some.Entry(Some.Person(6) with { FormerCodes = [Some.Code(1004)] }));
        using var register = SqliteRegister.OpenRead(file.Path);
        Assert.That(register.Find(Some.Code(1004), register.LatestKey()), Is.Null, "now it is a former code of two persons");

        string[] Answers()
        {
            using var register = SqliteRegister.OpenRead(file.Path);
            var keys = Enumerable.Range(1, (int)register.LatestKey().Value).Select(key => new JournalKey(key)).ToList();
            var codes = Enumerable.Range(1, 5).SelectMany(number => new[] { Some.Code(number), Some.Code(number + 1000) }).ToList();
            return
            [
                .. keys.SelectMany(key => codes.Select(code => $"{key} {codes.IndexOf(code)} {register.Find(code, key)?.PersonId}")),
                .. keys.SelectMany(key =>
                    Enumerable.Range(1, 4).Select(person => $"{key} {person} {string.Join('+', register.MergedInto(person, key))}")),
                .. codes.Select(code => string.Join('+', register.EverHeldBy(code, register.LatestKey()))),
            ];
        }
    }

    [Test]
    public void A_register_of_an_older_program_answers_who_is_protected_and_gets_its_indexes_with_the_first_writer()
    {
        using (var loader = file.Create())
        {
            loader.Add(Some.Person(1) with { NonDisclosureEnd = "99990000", FormerCodes = [Some.Code(7)] });
            loader.Add(Some.Person(2));
            loader.Complete();
        }

        file.Sql("DROP INDEX version_order; DROP INDEX version_merged; DROP INDEX identity_code_person;");
        const string Indexes =
            "SELECT count(*) FROM sqlite_schema WHERE name IN ('version_order', 'version_merged', 'identity_code_person')";
        Assert.That(file.Sql(Indexes), Is.Zero);
        Ask();
        using (SqliteRegister.OpenWrite(file.Path))
        {
        }

        Assert.That(file.Sql(Indexes), Is.EqualTo(3));
        Ask();

        void Ask()
        {
            using var register = SqliteRegister.OpenRead(file.Path);
            Assert.That(register.ProtectedSince(register.LatestKey()).AtKey, Is.EqualTo(new[] { 1L }));
            Assert.That(register.CodesOf(1), Is.EquivalentTo(new[] { Some.Code(1), Some.Code(7) }));
        }
    }

    [TestCase(false)]
    [TestCase(true)]
    public void A_register_from_before_buildings_has_none_and_takes_the_first_one(bool isWritten)
    {
        using (var loader = file.Create())
        {
            loader.Add(Some.Person(1));
            loader.Complete();
        }

        file.Sql(NoNames.Sql + NoFacts.Sql + NoBuildings.Sql + "PRAGMA user_version = 4;");
        if (isWritten)
        {
            using var writer = SqliteRegister.OpenWrite(file.Path);
            writer.AppendOne(SomeBuilding.Entry(SomeBuilding.House(1)));
        }

        using var register = SqliteRegister.OpenRead(file.Path);
        Assert.Multiple(() =>
        {
            Assert.That(register.LatestKey().Value, Is.EqualTo(isWritten ? 2 : 1));
            Assert.That(register.Buildings.Counts().Buildings, Is.EqualTo(isWritten ? 1 : 0));
            Assert.That(register.Buildings.FindId(SomeBuilding.Code(1), register.LatestKey()), Is.EqualTo(isWritten ? 1L : null));
            Assert.That(register.Buildings.ReadJournal(default, register.LatestKey()).Count(), Is.EqualTo(isWritten ? 1 : 0));
            Assert.That(register.Residents(register.LatestKey(), "205"), Has.Count.EqualTo(1));
            Assert.That(file.Sql("PRAGMA user_version"), Is.EqualTo(isWritten ? (long)SqliteSchema.Version : 4L));
        });
    }

    [Test]
    public void A_register_from_before_the_index_of_names_says_how_to_get_it_and_gets_it_with_the_first_writer()
    {
        using (var loader = file.Create())
        {
            loader.Add(Named(1, "Mäki"));
            loader.Add(Named(2, "Lahti"));
            loader.Complete();
        }

        using (var writer = SqliteRegister.OpenWrite(file.Path))
        {
            writer.AppendOne(Some.Entry(Named(1, "Lahti") with { PersonId = 1 }));
        }

        var expected = Answers();
        Assert.That(expected, Is.EqualTo(new[] { "1", "2", "", "1+2" }));
        file.Sql(NoNames.Sql + "PRAGMA user_version = 6;");
        using (var old = SqliteRegister.OpenRead(file.Path))
        {
            var failure = Assert.Throws<MuutostietoException>(() => old.FindNamed("Mäki", Born, old.LatestKey()))!;
            Assert.That((failure.Kind, failure.Remedy), Is.EqualTo((FailureKind.Usage, (Remedy)new RegisterRemedy.Convert())));
            SqliteRegister.OpenWrite(file.Path).Dispose();
            Assert.That(old.FindNamed("Mäki", Born, new JournalKey(1)), Has.Count.EqualTo(1), "a reader that has it open");
        }

        Assert.That(Answers(), Is.EqualTo(expected));
        Assert.That(file.Sql("PRAGMA user_version"), Is.EqualTo((long)SqliteSchema.Version));
        Assert.That(file.Sql("PRAGMA foreign_key_check"), Is.Null);
        Assert.That(file.Sql("SELECT count(*) FROM name_key"), Is.EqualTo(3));

        string[] Answers()
        {
            using var register = SqliteRegister.OpenRead(file.Path);
            return
            [
                .. new[] { new JournalKey(1), register.LatestKey() }.SelectMany(key => new[] { "Mäki", "Lahti" }
                    .Select(name => string.Join('+', register.FindNamed(name, Born, key).Select(person => person.PersonId)))),
            ];
        }

        static NewVersion Named(int number, string surname) =>
            Some.Person(number) with { Document = new NamedDocument(surname, "Aino", "19900101").Json(Some.Code(number)) };
    }

    private void MakeVersion2(RegisterOrigin origin, bool hasImported)
    {
        using (var loader = SqliteRegister.Create(file.Path, origin, Some.Clock))
        {
            loader.Add(Some.Person(1));
            loader.Add(Some.Person(2));
            loader.Complete();
        }

        file.Sql(
            NoNames.Sql
                + NoFacts.Sql
                + NoBuildings.Sql
                + OldCodes.Sql
                + "DROP TABLE held_code; DROP TABLE held_statement; DROP TABLE feed; PRAGMA user_version = 2;"
                + (hasImported ? SqliteLateTables.Of("imported") : ""));
    }
}
