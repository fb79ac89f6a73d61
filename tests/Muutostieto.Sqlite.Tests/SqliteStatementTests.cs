using SQLitePCL;

namespace Muutostieto.Sqlite.Tests;

public sealed class SqliteStatementTests
{
    private SqliteDatabase database = null!;

    [SetUp]
    public void Open() =>
        database = SqliteDatabase.Open(":memory:", raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_CREATE, TimeSpan.Zero, (result, message) =>
            new InvalidOperationException($"{result}: {message}"));

    [TearDown]
    public void Close() => database.Dispose();

    [Test]
    public void BindText_keeps_an_empty_text_a_text() => Assert.Multiple(() =>
    {
        Assert.That(TypeOf(statement => statement.BindText(1, "")), Is.EqualTo("text"));
        Assert.That(TypeOf(statement => statement.BindText(1, ""u8)), Is.EqualTo("text"));
        Assert.That(TypeOf(statement => statement.BindText(1, ReadOnlySpan<byte>.Empty)), Is.EqualTo("text"));
        Assert.That(TypeOf(statement => statement.BindText(1, (string?)null)), Is.EqualTo("null"));
    });

    [Test]
    public void BindTextOrNull_makes_an_empty_text_null() => Assert.Multiple(() =>
    {
        Assert.That(TypeOf(statement => statement.BindTextOrNull(1, "")), Is.EqualTo("null"));
        Assert.That(TypeOf(statement => statement.BindTextOrNull(1, ""u8)), Is.EqualTo("null"));
        Assert.That(TypeOf(statement => statement.BindTextOrNull(1, (string?)null)), Is.EqualTo("null"));
    });

    [Test]
    public void BindBlob_keeps_empty_bytes_a_blob() => Assert.That(TypeOf(statement => statement.BindBlob(1, [])), Is.EqualTo("blob"));

    [TestCase("x")]
    [TestCase("Ä€😀")]
    public void A_text_comes_back_from_either_way_of_binding(string text)
    {
        using var statement = database.Prepare("SELECT ?1, ?2, ?3, ?4");
        var bytes = System.Text.Encoding.UTF8.GetBytes(text);
        Assert.That(statement.BindText(1, text).BindText(2, bytes).BindTextOrNull(3, text).BindTextOrNull(4, bytes).Step(), Is.True);
        Assert.That(Enumerable.Range(0, 4).Select(statement.Text), Is.All.EqualTo(text));
    }

    [Test]
    public void A_column_that_is_null_reads_as_null_or_as_nothing()
    {
        using var statement = database.Prepare("SELECT NULL, ''");
        Assert.That(statement.Step(), Is.True);
        Assert.Multiple(() =>
        {
            Assert.That(statement.TextOrNull(0), Is.Null);
            Assert.That(statement.Text(0), Is.Empty);
            Assert.That(statement.NumberOrNull(0), Is.Null);
            Assert.That(statement.TextOrNull(1), Is.Empty);
        });
    }

    [Test]
    public void A_failure_is_the_one_that_the_owner_of_the_file_makes()
    {
        database.Execute("CREATE TABLE t(a TEXT NOT NULL UNIQUE)");
        using var insert = database.Prepare("INSERT INTO t VALUES (?1)");
        insert.BindText(1, "a").Run();
        Assert.Multiple(() =>
        {
            Assert.That(() => insert.Run(), Throws.InvalidOperationException.With.Message.StartsWith("2067: "));
            Assert.That(() => insert.BindTextOrNull(1, "").Run(), Throws.InvalidOperationException.With.Message.StartsWith("1299: "));
        });
        insert.BindText(1, "").Run();
        Assert.That(database.Texts("SELECT a FROM t ORDER BY a"), Is.EqualTo(new[] { "", "a" }));
    }

    private string TypeOf(Action<SqliteStatement> bind)
    {
        using var statement = database.Prepare("SELECT typeof(?1)");
        bind(statement);
        statement.Step();
        return statement.Text(0);
    }
}
