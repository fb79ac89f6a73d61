using Muutostieto.Register.Sqlite;
using Muutostieto.Register.Tests.Support;

namespace Muutostieto.Register.Tests;

public sealed class RegisterFingerprintTests
{
    private TemporaryFolder folder = null!;

    [SetUp]
    public void MakeFolder() => folder = new TemporaryFolder();

    [TearDown]
    public void RemoveFolder() => folder.Dispose();

    [Test]
    public void Two_registers_of_one_past_are_distinguished_from_where_they_part()
    {
        string[] marks =
        [
            .. Enumerable
                .Range(1, 2)
                .Select(which => folder.File($"{which}.db"))
                .SelectMany(
                    (path, which) =>
                    {
                        Make(path, Some.Clock);
                        Append(path, "XCM", "XAZ");
                        Append(path, which == 0 ? "XRK" : "XCM", "XCM");
                        using var register = SqliteRegister.OpenRead(path);
                        return new[]
                        {
                            RegisterFingerprint.At(register, new JournalKey(3)),
                            RegisterFingerprint.At(register, new JournalKey(4)),
                            RegisterFingerprint.At(register, new JournalKey(5)),
                        };
                    }),
        ];

        Assert.That(marks[0], Is.EqualTo(marks[3]));
        Assert.That(marks[1], Is.Not.EqualTo(marks[4]));
        Assert.That(marks[2], Is.Not.EqualTo(marks[5]), "the entry itself is alike, the one before it is not");
    }

    [Test]
    public void A_mark_stays_when_entries_are_added_after_its_key()
    {
        var path = folder.File("register.db");
        Make(path, Some.Clock);
        var before = MarkAt(path, 1);
        Append(path, "XCM");

        Assert.That(MarkAt(path, 1), Is.EqualTo(before).And.Match("^[0-9a-f]{64}$"));
    }

    [Test]
    public void Registers_created_at_different_times_are_different_ones()
    {
        Make(folder.File("1.db"), Some.Clock);
        Make(folder.File("2.db"), TimeProvider.System);

        Assert.That(MarkAt(folder.File("1.db"), 1), Is.Not.EqualTo(MarkAt(folder.File("2.db"), 1)));
    }

    private static string MarkAt(string path, long key)
    {
        using var register = SqliteRegister.OpenRead(path);
        return RegisterFingerprint.At(register, new JournalKey(key));
    }

    private static void Make(string path, TimeProvider clock)
    {
        using var loader = SqliteRegister.Create(path, Some.Origin, clock);
        loader.Add(Some.Person(1));
        loader.Complete();
    }

    private static void Append(string path, params string[] events)
    {
        using var writer = SqliteRegister.OpenWrite(path);
        foreach (var what in events)
        {
            writer.AppendOne(Some.Entry(Some.Person(1) with { PersonId = 1 }, what));
        }
    }
}
