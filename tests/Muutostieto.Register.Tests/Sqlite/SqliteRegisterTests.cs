using Microsoft.Data.Sqlite;
using Muutostieto.Records;
using Muutostieto.Register.Sqlite;
using Muutostieto.Register.Tests.Support;

namespace Muutostieto.Register.Tests.Sqlite;

[TestFixture]
public sealed class SqliteRegisterTests
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

    [Test]
    public void A_register_that_is_not_completed_leaves_nothing_behind()
    {
        using (var loader = Begin())
        {
            loader.Add(Some.Person(1));
        }

        Assert.That(Directory.GetFileSystemEntries(folder.Path), Is.Empty);
    }

    [Test]
    public void No_reader_sees_a_register_before_it_is_complete()
    {
        using var loader = Begin();
        loader.Add(Some.Person(1));

        Assert.That(FailureOf(() => SqliteRegister.OpenRead(path)).Message, Does.Contain("no such file"));
        loader.Complete();
        using var register = SqliteRegister.OpenRead(path);
        Assert.That(Directory.GetFiles(folder.Path, "*.partial*").Concat(Directory.GetFiles(folder.Path, "*.lock")), Is.Empty);
    }

    [Test]
    public void What_a_killed_creation_left_is_cleared_away()
    {
        File.WriteAllText(path + ".partial", "half a register");

        Begin().Complete();

        using var register = SqliteRegister.OpenRead(path);
        Assert.That(register.LatestKey(), Is.EqualTo(JournalKey.BeforeEverything));
    }

    [Test]
    public void A_register_is_never_overwritten()
    {
        File.WriteAllText(path, "something dear");

        var failure = FailureOf(() => Begin());

        Assert.That(failure.Kind, Is.EqualTo(FailureKind.Usage));
        Assert.That(File.ReadAllText(path), Is.EqualTo("something dear"));
    }

    [Test]
    public void Two_programs_do_not_create_one_register_at_once()
    {
        using var first = Begin();

        Assert.That(FailureOf(() => Begin()).Kind, Is.EqualTo(FailureKind.Transient));
        first.Complete();
    }

    [Test]
    public void What_a_killed_writer_had_committed_is_there_and_the_rest_is_not()
    {
        Begin().Complete();
        using var writer = SqliteRegister.OpenWrite(path);
        writer.AppendOne(Some.Entry(Some.Person(1)));
        using var unfinished = writer.Begin();
        unfinished.Append(Some.Entry(Some.Person(2)));
        // The files as they lie on the disk while the writer is at work are what its sudden end leaves.
        File.Copy(path, folder.File("left.db"));
        File.Copy(path + "-wal", folder.File("left.db-wal"));

        using var register = SqliteRegister.OpenRead(folder.File("left.db"));

        Assert.That(register.LatestKey(), Is.EqualTo(new JournalKey(1)));
        Assert.That(register.Residents(register.LatestKey(), "205"), Has.Count.EqualTo(1));
    }

    [Test]
    public void A_folder_that_cannot_be_made_is_named()
    {
        File.WriteAllText(folder.File("file"), "");

        var failure = FailureOf(() => SqliteRegister.Create(folder.File("file/register.db"), Some.Origin, Some.Clock));

        Assert.That(failure.Kind, Is.EqualTo(FailureKind.Usage));
    }

    [Test]
    public void A_missing_register_says_how_to_make_one()
    {
        var failure = FailureOf(() => SqliteRegister.OpenRead(path));

        Assert.That(failure.Kind, Is.EqualTo(FailureKind.Usage));
        Assert.That(failure.Remedy, Is.EqualTo(new RegisterRemedy.Make()));
        Assert.That(File.Exists(path), Is.False);
    }

    [TestCase("just some text that is longer than the header of a database would be, so that it is read as one, and it is not one")]
    [TestCase("")]
    public void A_file_that_is_no_register_is_refused(string content)
    {
        File.WriteAllText(path, content);

        Assert.That(FailureOf(() => SqliteRegister.OpenRead(path)).Message, Does.Contain("not a register"));
        Assert.That(FailureOf(() => SqliteRegister.OpenWrite(path)).Kind, Is.EqualTo(FailureKind.Usage));
        Assert.That(File.ReadAllText(path), Is.EqualTo(content));
    }

    [Test]
    public void A_register_of_another_schema_version_is_refused()
    {
        Begin().Complete();
        Sql("PRAGMA user_version = 99");

        var failure = FailureOf(() => SqliteRegister.OpenRead(path));

        Assert.That(failure.Kind, Is.EqualTo(FailureKind.Usage));
        Assert.That(failure.Message, Does.Contain("version 99").And.Contain($"version {SqliteSchema.Version}"));
    }

    [Test]
    public void A_damaged_register_is_an_integrity_failure()
    {
        using (var loader = Begin())
        {
            for (var number = 0; number < 5000; number++)
            {
                loader.Add(Some.Person(number));
            }

            loader.Complete();
        }

        using (var file = File.OpenWrite(path))
        {
            file.Position = 16384;
            file.Write(new byte[file.Length - 16384]);
        }

        Assert.That(FailureOf(() => SqliteRegister.OpenRead(path).Status()).Kind, Is.EqualTo(FailureKind.Integrity));
    }

    [TestCase("UPDATE register SET kind = 1")]
    [TestCase("DELETE FROM register")]
    [TestCase("UPDATE journal SET event = 'XXX'")]
    [TestCase("DELETE FROM journal")]
    public void What_is_fixed_cannot_be_changed_by_hand(string sql)
    {
        using (var loader = Begin())
        {
            loader.Add(Some.Person(1));
            loader.Complete();
        }

        Assert.Throws<SqliteException>(() => Sql(sql));
    }

    [Test]
    public void The_reader_does_not_write()
    {
        Begin().Complete();
        var before = File.ReadAllBytes(path);
        using (var register = SqliteRegister.OpenRead(path))
        {
            register.Status();
            register.Residents(new JournalKey(1), "205");
        }

        Assert.That(File.ReadAllBytes(path), Is.EqualTo(before));
    }

    [Test]
    public void Foreign_keys_and_indexes_of_a_loaded_and_continued_register_are_sound()
    {
        using (var loader = Begin())
        {
            for (var number = 0; number < 300; number++)
            {
                loader.Add(Some.Person(number) with { FormerCodes = [Some.Code(number + 1000)] });
            }

            loader.Complete();
        }

        using (var writer = SqliteRegister.OpenWrite(path))
        {
            writer.AppendOne(Some.Entry(Some.Person(5000) with { PersonId = 3 }));
        }

        Assert.Multiple(() =>
        {
            Assert.That(Sql("PRAGMA integrity_check"), Is.EqualTo("ok"));
            Assert.That(Sql("PRAGMA foreign_key_check"), Is.Null);
            Assert.That(Sql("PRAGMA journal_mode"), Is.EqualTo("wal"));
            Assert.That(Sql("SELECT count(*) FROM identity_code WHERE active = 1"), Is.EqualTo(300L));
        });
    }

    [TestCase(false)]
    [TestCase(true)]
    public void A_register_of_version_3_is_read_as_it_is_and_carried_over_when_it_is_written_to(bool isWritten)
    {
        using (var loader = Begin())
        {
            for (var number = 1; number <= 4; number++)
            {
                loader.Add(Some.Person(number) with { FormerCodes = [Some.Code(number + 1000)] });
            }

            loader.Complete();
        }

        using (var writer = SqliteRegister.OpenWrite(path))
        {
            writer.AppendOne(Some.Entry(Some.Person(2) with { PersonId = 2, MergedPersons = [1] }));
            writer.AppendOne(Some.Entry(Some.Person(3) with { PersonId = 3, MergedPersons = [2] }));
            writer.AppendOne(Some.Entry(Some.Person(5) with { PersonId = 4 }));
        }

        var expected = Answers();
        Sql(OldCodes.Sql + "PRAGMA user_version = 3;");
        if (isWritten)
        {
            SqliteRegister.OpenWrite(path).Dispose();
        }

        Assert.That(Answers(), Is.EqualTo(expected));
        Assert.That(Sql("PRAGMA user_version"), Is.EqualTo(isWritten ? 4L : 3L));
        Assert.That(Sql("PRAGMA foreign_key_check"), Is.Null);
        if (!isWritten)
        {
            return;
        }

        using var next = SqliteRegister.OpenWrite(path);
        next.AppendOne(Some.Entry(Some.Person(6) with { FormerCodes = [Some.Code(1004)] }));
        using var register = SqliteRegister.OpenRead(path);
        Assert.That(register.Find(Some.Code(1004), register.LatestKey()), Is.Null, "now it is a former code of two persons");

        string[] Answers()
        {
            using var register = SqliteRegister.OpenRead(path);
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
    public void The_scan_takes_its_order_from_the_index()
    {
        Begin().Complete();

        var plan = Sql(
            "EXPLAIN QUERY PLAN "
                + SqliteSchema.Residents.Replace("?1", "'205'", StringComparison.Ordinal).Replace("?2", "1", StringComparison.Ordinal),
            column: 3);

        // A second line would be the sort's temporary tree.
        Assert.That(plan, Is.EqualTo("SEARCH version USING INDEX version_scan (municipality=?)"));
    }

    [Test]
    public void A_version_as_of_a_key_is_one_look_into_the_index()
    {
        Begin().Complete();

        var plan = Sql(
            "EXPLAIN QUERY PLAN "
                + SqliteSchema.VersionAt.Replace("?1", "1", StringComparison.Ordinal).Replace("?2", "1", StringComparison.Ordinal),
            column: 3);

        Assert.That(plan, Is.EqualTo("SEARCH version USING INDEX version_person (person=? AND from_key<?)"));
    }

    [Test]
    public void Who_is_protected_is_read_from_indexes_alone()
    {
        Begin().Complete();

        Assert.That(
            new[] { SqliteSchema.OrdersFrom, SqliteSchema.Mergers, SqliteSchema.CodesOf }.Select(query =>
                Sql("EXPLAIN QUERY PLAN " + query.Replace("?1", "1", StringComparison.Ordinal), column: 3)?.ToString()),
            Is.EqualTo(
                new[]
                {
                    "SCAN version USING COVERING INDEX version_order",
                    "SCAN version USING COVERING INDEX version_merged",
                    "SEARCH identity_code USING COVERING INDEX identity_code_person (person=?)",
                }));
    }

    [Test]
    public void A_register_of_an_older_program_answers_who_is_protected_and_gets_its_indexes_with_the_first_writer()
    {
        using (var loader = Begin())
        {
            loader.Add(Some.Person(1) with { NonDisclosureEnd = "99990000", FormerCodes = [Some.Code(7)] });
            loader.Add(Some.Person(2));
            loader.Complete();
        }

        Sql("DROP INDEX version_order; DROP INDEX version_merged; DROP INDEX identity_code_person;");
        const string Indexes =
            "SELECT count(*) FROM sqlite_schema WHERE name IN ('version_order', 'version_merged', 'identity_code_person')";
        Assert.That(Sql(Indexes), Is.Zero);
        Ask();
        using (SqliteRegister.OpenWrite(path))
        {
        }

        Assert.That(Sql(Indexes), Is.EqualTo(3));
        Ask();

        void Ask()
        {
            using var register = SqliteRegister.OpenRead(path);
            Assert.That(register.ProtectedSince(register.LatestKey()).AtKey, Is.EqualTo(new[] { 1L }));
            Assert.That(register.CodesOf(1), Is.EquivalentTo(new[] { Some.Code(1), Some.Code(7) }));
        }
    }

    [Test]
    public void Showing_a_version_allocates_nothing()
    {
        using (var loader = Begin())
        {
            for (var number = 0; number < 100; number++)
            {
                loader.Add(Some.Person(number));
            }

            loader.Complete();
        }

        using var register = SqliteRegister.OpenRead(path);
        var bytes = 0L;
        void Visit(in VersionRow row) => bytes += row.Document.Length;
        VersionVisitor visit = Visit;
        register.Show(1, new JournalKey(1), visit);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var person = 1; person <= 100; person++)
        {
            register.Show(person, new JournalKey(1), visit);
        }

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
        Assert.That(bytes, Is.Positive);
    }

    [Test]
    public void A_scan_allocates_nothing_by_person()
    {
        using (var loader = Begin())
        {
            for (var number = 0; number < 20_000; number++)
            {
                loader.Add(Some.Person(number, number < 100 ? "091" : "205"));
            }

            loader.Complete();
        }

        using var register = SqliteRegister.OpenRead(path);
        AllocatedBy(register, "091");
        var few = AllocatedBy(register, "091");
        var many = AllocatedBy(register, "205");

        Assert.That(many - few, Is.LessThan(10_000));
    }

    private static long AllocatedBy(IRegister register, string municipality)
    {
        var bytes = 0L;
        var before = GC.GetAllocatedBytesForCurrentThread();
        register.ScanResidents(new JournalKey(1), [municipality], (in ResidentRow row) => bytes += row.Document.Length);
        Assert.That(bytes, Is.Positive);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static MuutostietoException FailureOf(Action code) => Assert.Throws<MuutostietoException>(code)!;

    private IRegisterLoader Begin() => SqliteRegister.Create(path, Some.Origin, Some.Clock);

    /// <summary>Asks the file by other means than the register's own; the answer is the wanted column of every row, one a line.</summary>
    private object? Sql(string sql, int column = 0)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The texts are this file's own.
        command.CommandText = sql;
#pragma warning restore CA2100
        using var rows = command.ExecuteReader();
        object? answer = null;
        while (rows.Read())
        {
            answer = answer is null ? rows.GetValue(column) : $"{answer}\n{rows.GetValue(column)}";
        }

        return answer;
    }
}
