using Muutostieto.Register.PostgreSql;
using Muutostieto.Register.Tests.Support;

namespace Muutostieto.Register.Tests.PostgreSql;

/// <summary>The order of keys is the order of commits, however many write at once.</summary>
public sealed class ManyWritersTests
{
    private const int Writers = 8;
    private const int Rounds = 25;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private PostgreSqlDatabase database = null!;

    [SetUp]
    public void SetUp()
    {
        database = RegisterDatabase.New();
        using var loader = PostgreSqlRegister.Create(database.ConnectionString, Some.Origin, Some.Clock);
        for (var number = 0; number < Writers; number++)
        {
            loader.Add(Some.Person(number));
        }

        loader.Complete();
    }

    [TearDown]
    public void TearDown() => database.Dispose();

    [Test]
    public void A_reader_that_composes_windows_all_the_time_beside_eight_writers_misses_nothing_and_sees_nothing_twice()
    {
        var writers = Enumerable.Range(0, Writers).Select(number => OnThread(() => Write(number))).ToArray();
        var written = Task.WhenAll(writers);
        using var register = PostgreSqlRegister.OpenRead(database.ConnectionString);
        var (seen, windows) = (JournalKey.BeforeEverything, new List<(JournalKey To, string Residents)>());
        for (var isLast = false; !isLast;)
        {
            isLast = written.IsCompleted;
            var to = register.LatestKey();
            Assert.That(Keys(register, seen, to), Is.EqualTo(Numbers(seen, to)), $"({seen}, {to}]");
            windows.Add((to, Residents(register, to)));
            seen = to;
        }

        var appended = written.GetAwaiter().GetResult().SelectMany(keys => keys).Order().ToList();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(appended, Is.EqualTo(Numbers(new JournalKey(1), seen)), "each key was given once, and no more than was committed");
            Assert.That(windows, Has.Count.GreaterThan(2), "the reader read while others wrote");
            foreach (var (to, residents) in windows.DistinctBy(window => window.To))
            {
                Assert.That(Residents(register, to), Is.EqualTo(residents), $"as of {to}, now and then");
            }
        }
    }

    private static Task<T> OnThread<T>(Func<T> work) =>
        Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private static IEnumerable<long> Numbers(JournalKey from, JournalKey to) =>
        Enumerable.Range(1, (int)(to.Value - from.Value)).Select(number => from.Value + number);

    private static List<long> Keys(IRegister register, JournalKey from, JournalKey to) =>
    [
        .. register.ReadJournal(from, to).Select(entry => entry.Key.Value)
            .Concat(register.Buildings.ReadJournal(from, to).Select(entry => entry.Key.Value))
            .Order(),
    ];

    private static string Residents(IRegister register, JournalKey asOf) =>
        string.Join('\n', register.Residents(asOf, "205", "290"));

    /// <returns>The keys of what was committed.</returns>
    private List<long> Write(int number)
    {
        using var writer = PostgreSqlRegister.OpenWrite(database.ConnectionString, Patience);
        var keys = new List<long>();
        for (var round = 0; round < Rounds; round++)
        {
            using var transaction = writer.Begin();
            var own = new List<long>
            {
                transaction.Append(Some.Entry(Some.Person(100 + (number * Rounds) + round))).Key.Value,
                transaction.Append(Some.Entry(
                    transaction.Current(number + 1)!.Next() with { Municipality = round % 2 == 0 ? "290" : "205" })).Key.Value,
            };
            if (round % 5 == 0)
            {
                own.Add(transaction.Buildings.Append(SomeBuilding.Entry(SomeBuilding.House((number * Rounds) + round))).Key.Value);
            }

            if (round % 3 != 2)
            {
                transaction.Commit();
                keys.AddRange(own);
            }
        }

        return keys;
    }
}
