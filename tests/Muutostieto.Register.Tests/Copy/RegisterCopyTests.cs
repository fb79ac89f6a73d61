using Muutostieto.Register.Copy;
using Muutostieto.Register.PostgreSql;
using Muutostieto.Register.Sqlite;
using Muutostieto.Register.Tests.PostgreSql;
using Muutostieto.Register.Tests.Support;

namespace Muutostieto.Register.Tests.Copy;

/// <summary>A register is copied with all that it holds, and the file is one that the program itself could have made.</summary>
public sealed class RegisterCopyTests
{
    private const string Schema =
        "SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%' ORDER BY type, name";

    private PostgreSqlDatabase database = null!;
    private string folder = null!;

    private string Register => Path.Combine(folder, "register.db");

    [SetUp]
    public void SetUp() => (database, folder) = (RegisterDatabase.New(), Directory.CreateTempSubdirectory("muutostieto-").FullName);

    [TearDown]
    public void TearDown()
    {
        database.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Test]
    public void Every_table_and_column_is_copied() =>
        Assert.That(CopyOnce.NotCopied(database, RegisterCopy.Part), Is.EqualTo(new[] { "applied_script" }));

    [Test]
    public void Rows_of_every_table_come_over_and_back_also_those_of_a_feed()
    {
        Fill();
        var there = CopyOnce.ToFile(database, RegisterCopy.Part, Register);
        Assert.That(there.Where(table => table.Rows == 0).Select(table => table.Table), Is.Empty, "each table has a row");
        using var other = RegisterDatabase.New();
        Assert.That(CopyOnce.ToDatabase(RegisterCopy.Part, Register, other), Is.EqualTo(there));

        using var register = PostgreSqlRegister.OpenRead(database.ConnectionString);
        using var file = SqliteRegister.OpenRead(Register);
        using var copied = PostgreSqlRegister.OpenRead(other.ConnectionString);
        foreach (var copy in new[] { file, copied })
        {
            Assert.That(copy.Describe() with { SchemaVersion = 0 }, Is.EqualTo(register.Describe() with { SchemaVersion = 0 }));
            Assert.That(copy.Source(), Is.EqualTo(register.Source()));
            Assert.That(
                RegisterFingerprint.At(copy, new JournalKey(1)), Is.EqualTo(RegisterFingerprint.At(register, new JournalKey(1))));
        }
    }

    [Test]
    public void The_file_is_made_as_the_program_makes_one()
    {
        Fill();
        CopyOnce.ToFile(database, RegisterCopy.Part, Register);
        var own = Path.Combine(folder, "own.db");
        using (var loader = SqliteRegister.Create(own, Some.Origin, Some.Clock))
        {
            loader.Complete();
        }

        DatabaseContents.Execute(own, SqliteLateTables.All);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(DatabaseContents.Query(Register, Schema), Is.EqualTo(DatabaseContents.Query(own, Schema)));
            foreach (var pragma in new[] { "page_size", "application_id", "user_version", "journal_mode", "encoding" })
            {
                var question = $"PRAGMA {pragma}";
                Assert.That(DatabaseContents.Query(Register, question), Is.EqualTo(DatabaseContents.Query(own, question)), pragma);
            }
        }
    }

    [Test]
    public void What_is_appended_after_the_copy_has_the_same_keys_and_persons_on_both_sides()
    {
        Fill();
        CopyOnce.ToFile(database, RegisterCopy.Part, Register);
        using var writer = PostgreSqlRegister.OpenWrite(database.ConnectionString);
        using var copy = SqliteRegister.OpenWrite(Register);
        foreach (var each in new[] { writer, copy })
        {
            using var transaction = each.Begin();
            transaction.Append(Some.Entry(Some.Person(9)));
            transaction.Commit();
        }

        using var register = PostgreSqlRegister.OpenRead(database.ConnectionString);
        using var file = SqliteRegister.OpenRead(Register);
        Assert.That(file.LatestKey(), Is.EqualTo(register.LatestKey()));
        Assert.That(
            file.ReadJournal(new JournalKey(0), file.LatestKey()).Select(entry => (entry.Key, entry.PersonId)),
            Is.EqualTo(register.ReadJournal(new JournalKey(0), register.LatestKey()).Select(entry => (entry.Key, entry.PersonId))));
    }

    /// <summary>Some persons, and a row in each other table, in no use but to be copied.</summary>
    private void Fill()
    {
        using (var loader = PostgreSqlRegister.Create(database.ConnectionString, Some.Origin, Some.Clock))
        {
            for (var number = 1; number <= 3; number++)
            {
                loader.Add(Some.Person(number));
            }

            loader.Complete();
        }

        database.Execute(
            """
            SET search_path = register;
            INSERT INTO name_key VALUES (-5, 1), (7, 2);
            INSERT INTO held_statement VALUES (1, 1, '\x00ff', NULL), (2, 1, '', 1);
            INSERT INTO held_code VALUES ('010190-900A', 1), ('010190-901B', 1);
            INSERT INTO imported VALUES (repeat('ab', 32), 1);
            INSERT INTO feed_series VALUES ('KAIREK', 12);
            INSERT INTO feed_missing VALUES ('KAIREK', 7);
            INSERT INTO source VALUES (1, 'http://127.0.0.1/api', 99, 1, '2026-01-01T00:00:00Z');
            INSERT INTO source_key VALUES (1, 88);
            INSERT INTO source_group VALUES (1, 'B', '{"ä":1}', 1), (1, 'A', '{"b":2}', 1), (1, 'B', '{"a":2}', 1);
            INSERT INTO source_presumed VALUES (2);
            INSERT INTO source_pending VALUES ('010190-902C');
            INSERT INTO source_list VALUES ('010190-903D'), ('010190-900A');
            INSERT INTO noted VALUES (1, 1);
            INSERT INTO noted_end VALUES (3, '2026-02-01');
            INSERT INTO noted_relation VALUES (3, '010190-904E');
            INSERT INTO noted_place VALUES (3, 1);
            INSERT INTO building VALUES (1);
            INSERT INTO building_version VALUES (1, 1, NULL, '1234567890', '697', 1, '{}');
            INSERT INTO building_code VALUES ('1234567890', 1, 1);
            INSERT INTO dwelling VALUES (1, 1, 'A1');
            INSERT INTO dwelling_place VALUES (1, 'A1', 1, NULL, 1);
            INSERT INTO building_owner VALUES (1, 1, 1, NULL, 2, '', '{}');
            INSERT INTO building_entry VALUES (2, 1, 'R01', '2026-01-01', '3', '', '{}')
            """);
    }
}
