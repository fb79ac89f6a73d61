using System.Text;
using FsCheck;
using Muutostieto.PostgreSql.Copy;
using Muutostieto.Records;
using Muutostieto.Records.Files;
using Muutostieto.Sqlite;

namespace Muutostieto.PostgreSql.Tests.Copy;

/// <summary>Stores come over with every value, from files to a database and back; and whatever happens meanwhile, whole or not at all.
/// </summary>
public sealed class StoreCopyTests
{
    private Things things = null!;

    [SetUp]
    public void SetUp() => things = new Things();

    [TearDown]
    public void TearDown() => things.Dispose();

    [SeededProperty(MaxTest = 12)]
    public void Every_value_comes_over_and_back(NonNull<string>[] names, byte[][] data, short[] numbers)
    {
        using var own = new Things();
        var rows = Math.Max(names.Length, Math.Max(data.Length, numbers.Length));
        own.Fill(Enumerable.Range(0, rows).Select(at => (
            3L * at + 1,
            at < numbers.Length ? numbers[at] : (long?)null,
            at < names.Length ? Text(names[at].Get) : null,
            at < data.Length ? data[at] : null)));
        own.FillLabels(names.Select(name => Text(name.Get)));

        var there = Copy().ToDatabase(own.Files(), own.Database.ConnectionString);
        var back = Copy().ToFiles(own.Database.ConnectionString, own.Files("back"));

        Assert.That(back, Is.EqualTo(there), "digests");
        Assert.That(own.Contents("back"), Is.EqualTo(own.Contents("source")));
    }

    [Test]
    public void Texts_come_in_the_order_of_their_bytes_on_both_sides()
    {
        things.Fill((1, 1, "a", []), (2, short.MinValue, "", null), (4, short.MaxValue, null, [0, 255]));
        things.FillLabels("b", "B", "ä", "Ö", "a", "", "\U0001F600", "\uFFFD", "a b", "a'b");
        var there = Copy().ToDatabase(things.Files(), things.Database.ConnectionString);
        var back = Copy().ToFiles(things.Database.ConnectionString, things.Files("back"));
        Assert.That(back, Is.EqualTo(there));
        Assert.That(there.Select(table => (table.Store, table.Table, table.Rows)), Is.EqualTo(new[]
        {
            ("things", "thing", 3L), ("things", "label", 10L), ("others", "other", 2L),
        }));
        Assert.That(things.Contents("back"), Is.EqualTo(things.Contents("source")));
    }

    [Test]
    public void The_databases_own_numbers_go_on_after_the_largest()
    {
        things.Fill((1, null, "a", null), (41, null, "b", null));
        Copy().ToDatabase(things.Files(), things.Database.ConnectionString);
        Assert.That(things.Database.Value("INSERT INTO things.thing (name) VALUES ('c') RETURNING id"), Is.EqualTo(42L));
    }

    [Test]
    public void Tables_without_rows_and_files_that_are_missing_are_copied_as_empty()
    {
        things.Fill();
        File.Delete(things.Files()[1].Path);
        Assert.That(Copy().ToDatabase(things.Files(), things.Database.ConnectionString).Select(table => table.Rows), Is.All.Zero);
        Assert.That(things.Database.Value("INSERT INTO things.thing (name) VALUES ('c') RETURNING id"), Is.EqualTo(1L));
        things.Database.Execute("DELETE FROM things.thing");
        Copy().ToFiles(things.Database.ConnectionString, things.Files("back"));
        Assert.That(things.Contents("back"), Is.Empty);
    }

    [TestCase("INSERT INTO things.label VALUES ('a', 1, '')", "the store of things is not empty (table label)")]
    [TestCase("INSERT INTO others.other VALUES (1)", "the other store is not empty (table other)")]
    public void A_database_with_rows_of_any_store_is_refused_and_stays_as_it_is(string sql, string words)
    {
        things.Fill((1, 1, "a", null));
        things.Database.Execute(sql);
        AssertFails(FailureKind.Usage, words, () => Copy().ToDatabase(things.Files(), things.Database.ConnectionString));
        Assert.That(things.Database.Value("SELECT count(*) FROM things.thing"), Is.Zero);
    }

    [Test]
    public void A_file_of_any_store_is_refused_and_stays_as_it_is([Values(0, 1)] int store, [Values("", "-wal")] string ending)
    {
        var path = things.Files("back")[store].Path + ending;
        File.WriteAllText(path, "theirs");
        AssertFails(
            FailureKind.Usage,
            "there is a file already",
            () => Copy().ToFiles(things.Database.ConnectionString, things.Files("back")));
        Assert.That(File.ReadAllText(path), Is.EqualTo("theirs"));
        Assert.That(Directory.GetFiles(things.Folder), Is.EqualTo(new[] { path }));
    }

    [TestCase("UPDATE things.thing SET name = name || ' ' WHERE id = 2", "table thing of store things")]
    [TestCase("DELETE FROM others.other WHERE id = 7", "table other of store others")]
    [TestCase("INSERT INTO things.label VALUES ('x', 1, '')", "table label of store things")]
    public void What_differs_in_the_database_undoes_the_copy(string sql, string words)
    {
        things.Fill((1, 1, "a", null), (2, 2, "b", null));
        // What a trigger, a fault of the server or of its disk could do within the copy's transaction.
        things.Database.Execute(
            $"""
            CREATE FUNCTION spoil() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {sql}; RETURN NULL; END $$;
            CREATE TRIGGER spoil AFTER INSERT ON others.other FOR EACH STATEMENT EXECUTE FUNCTION spoil()
            """);
        AssertFails(FailureKind.Integrity, words, () => Copy().ToDatabase(things.Files(), things.Database.ConnectionString));
        AssertDatabaseIsEmpty();
        things.Database.Execute("DROP TRIGGER spoil ON others.other");
        Assert.That(Copy().ToDatabase(things.Files(), things.Database.ConnectionString), Has.Count.EqualTo(3));
    }

    [Test]
    public void What_differs_in_the_files_undoes_the_copy([Values(0, 1)] int store)
    {
        FillDatabase();
        var spoiled = things.Files("back")[store].Path + ".copying";
        var copy = new StoreCopy(new DiskSync(), new WatchedCopy(step =>
        {
            if (step == WatchedCopy.WrittenStep)
            {
                DatabaseContents.Execute(spoiled, store == 0 ? "UPDATE thing SET data = x'00' WHERE id = 2" : "DELETE FROM other");
            }
        }), default);
        AssertFails(
            FailureKind.Integrity,
            "The copy was undone.",
            () => copy.ToFiles(things.Database.ConnectionString, things.Files("back")));
        AssertNoFiles();
        Assert.That(Copy().ToFiles(things.Database.ConnectionString, things.Files("back")), Has.Count.EqualTo(3));
    }

    [Test]
    public void Wherever_it_fails_nothing_is_left_and_it_can_be_done_again([Values] bool toFiles)
    {
        FillDatabase();
        using var target = toFiles ? null : PostgreSqlCluster.Shared.NewDatabase();
        if (target is not null)
        {
            StoreMigration.Apply(target.ConnectionString, [Things.Part.Database, Things.Other.Database]);
            Copy().ToFiles(things.Database.ConnectionString, things.Files());
        }

        IReadOnlyList<CopiedRows> Run(WatchedCopy watch)
        {
            var copy = new StoreCopy(new DiskSync(), watch, default);
            return toFiles
                ? copy.ToFiles(things.Database.ConnectionString, things.Files("back"))
                : copy.ToDatabase(things.Files(), target!.ConnectionString);
        }

        for (var step = 1; ; step++)
        {
            var steps = 0;
            var watch = new WatchedCopy(_ =>
            {
                if (++steps == step)
                {
                    throw new StoppedException();
                }
            });
            try
            {
                _ = Run(watch);
                Assert.That(step, Is.GreaterThan(7), "tables are copied and compared");
                break;
            }
            catch (StoppedException)
            {
                if (toFiles)
                {
                    AssertNoFiles();
                }
                else
                {
                    Assert.That(target!.Value("SELECT count(*) FROM things.thing"), Is.Zero, $"step {step}");
                }
            }
        }
    }

    [Test]
    public void Wherever_it_is_killed_while_files_get_their_names_the_next_copy_is_whole()
    {
        FillDatabase();
        var undisturbed = new WatchedDisk();
        new StoreCopy(undisturbed, new WatchedCopy(), default).ToFiles(things.Database.ConnectionString, things.Files("whole"));
        Assert.That(undisturbed.Steps, Has.Count.GreaterThan(5));
        for (var step = 1; step <= undisturbed.Steps.Count; step++)
        {
            var files = things.Files("killed-" + step);
            var steps = 0;
            var disk = new WatchedDisk(_ =>
            {
                // A killed program does nothing any more.
                if (++steps >= step)
                {
                    throw new StoppedException();
                }
            });
            Assert.Throws<StoppedException>(
                () => new StoreCopy(disk, new WatchedCopy(), default).ToFiles(things.Database.ConnectionString, files));
            if (File.Exists(files[0].Path))
            {
                Assert.That(File.Exists(files[1].Path), "the first store's file is the last");
                continue;
            }

            Assert.That(Copy().ToFiles(things.Database.ConnectionString, files), Has.Count.EqualTo(3), undisturbed.Steps[step - 1]);
            Assert.That(Directory.GetFiles(things.Folder, $"killed-{step}-*"), Has.Length.EqualTo(2), "nothing is left beside them");
            Assert.That(things.Contents("killed-" + step), Is.EqualTo(things.Contents("whole")));
        }
    }

    [Test]
    public void A_file_is_not_written_to_while_it_is_copied()
    {
        things.Fill((1, 1, "a", null));
        var refused = false;
        var copy = new StoreCopy(new DiskSync(), new WatchedCopy(step => refused |= step == WatchedCopy.WrittenStep && Writes()), default);
        copy.ToDatabase(things.Files(), things.Database.ConnectionString);
        Assert.That(refused);
        Assert.That(Writes(), Is.False, "and then again");

        bool Writes()
        {
            try
            {
                using var file = SqliteDatabase.Open(
                    things.Files()[0].Path,
                    SQLitePCL.raw.SQLITE_OPEN_READWRITE,
                    TimeSpan.Zero,
                    (result, message) => Things.Part.File.Failure("", result, message));
                file.Execute("BEGIN IMMEDIATE; ROLLBACK");
                return false;
            }
            catch (MuutostietoException e) when (e.Kind == FailureKind.Transient)
            {
                return true;
            }
        }
    }

    [Test]
    public void A_database_is_not_written_to_while_it_is_copied([Values] bool toFiles)
    {
        things.Fill((1, 1, "a", null));
        if (toFiles)
        {
            Copy().ToDatabase(things.Files(), things.Database.ConnectionString);
        }

        var others = StoreDatabase.Open(things.Database.ConnectionString, Things.Other.Database, busySeconds: 1);
        MuutostietoException? refused = null;
        var copy = new StoreCopy(new DiskSync(), new WatchedCopy(step =>
        {
            if (step == WatchedCopy.WrittenStep)
            {
                refused = Assert.Throws<MuutostietoException>(() => others.Write(_ => true));
            }
        }), default);
        _ = toFiles
            ? copy.ToFiles(things.Database.ConnectionString, things.Files("back"))
            : copy.ToDatabase(things.Files(), things.Database.ConnectionString);
        Assert.That(refused!.Kind, Is.EqualTo(FailureKind.Transient));
        Assert.That(others.Write(_ => true), "and then again");
    }

    [Test]
    public void It_can_be_broken_off([Values] bool toFiles)
    {
        things.Fill(Enumerable.Range(1, 3).Select(id => ((long)id, (long?)null, (string?)null, (byte[]?)null)));
        things.Database.Execute("INSERT INTO others.other SELECT generate_series(1, 5000)");
        using var breaks = new CancellationTokenSource();
        var copy = new StoreCopy(new DiskSync(), new WatchedCopy(step =>
        {
            if (step.EndsWith(" 2000", StringComparison.Ordinal))
            {
                breaks.Cancel();
            }
        }), breaks.Token);
        if (!toFiles)
        {
            Copy().ToFiles(things.Database.ConnectionString, things.Files("big"));
            things.Database.Execute("TRUNCATE others.other");
            Assert.Throws<OperationCanceledException>(() => copy.ToDatabase(things.Files("big"), things.Database.ConnectionString));
            AssertDatabaseIsEmpty();
            return;
        }

        Assert.Throws<OperationCanceledException>(() => copy.ToFiles(things.Database.ConnectionString, things.Files("back")));
        AssertNoFiles();
    }

    [Test]
    public void A_database_without_the_tables_or_with_newer_ones_is_refused()
    {
        things.Fill((1, 1, "a", null));
        using var empty = PostgreSqlCluster.Shared.NewDatabase();
        AssertFails(FailureKind.Fault, "is not in this database", () => Copy().ToDatabase(things.Files(), empty.ConnectionString));
        things.Database.Execute("INSERT INTO others.applied_script (version, works_with) VALUES (9, 9)");
        AssertFails(FailureKind.Fault, "has version 9", () => Copy().ToDatabase(things.Files(), things.Database.ConnectionString));
        AssertFails(FailureKind.Fault, "has version 9", () => Copy().ToFiles(things.Database.ConnectionString, things.Files("back")));
        AssertDatabaseIsEmpty();
    }

    [Test]
    public void A_replica_is_not_copied_as_it_may_lag_behind_what_others_write()
    {
        FillDatabase();
        using var standby = new PostgreSqlStandby(PostgreSqlCluster.Shared);
        var replica = standby.ConnectionString(things.Database.Name);
        AssertFails(FailureKind.Usage, "the server is a replica", () => Copy().ToFiles(replica, things.Files("back")));
        AssertNoFiles();
        things.Fill((1, 1, "a", null));
        AssertFails(FailureKind.Usage, "the server is a replica", () => Copy().ToDatabase(things.Files(), replica));
    }

    private static StoreCopy Copy() => new(new DiskSync(), new WatchedCopy(), default);

    /// <summary>What a text of a file can be: no NUL, which PostgreSQL's texts cannot hold, and no half of a pair.</summary>
    private static string Text(string any) =>
        Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(any.Replace("\0", "", StringComparison.Ordinal)));

    private static void AssertFails(FailureKind kind, string words, Action action)
    {
        var thrown = Assert.Throws<MuutostietoException>(() => action());
        Assert.That(thrown!.Kind, Is.EqualTo(kind), thrown.Message);
        Assert.That(thrown.Message, Does.Contain(words));
    }

    private void FillDatabase()
    {
        things.Database.Execute(
            """
            INSERT INTO things.thing (id, name, data) VALUES (1, 'a', ''), (2, NULL, '\x01');
            INSERT INTO things.label VALUES ('b', 1, '\x02');
            INSERT INTO others.other VALUES (3)
            """);
    }

    private void AssertDatabaseIsEmpty()
    {
        foreach (var table in new[] { "things.thing", "things.label", "others.other" })
        {
            Assert.That(things.Database.Value($"SELECT count(*) FROM {table}"), Is.Zero, table);
        }
    }

    private void AssertNoFiles() => Assert.That(Directory.GetFiles(things.Folder, "back*"), Is.Empty);
}
