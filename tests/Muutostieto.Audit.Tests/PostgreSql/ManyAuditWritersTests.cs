using System.Globalization;

namespace Muutostieto.Audit.Tests.PostgreSql;

/// <summary>Many workers append to one chain, and whoever verifies it meanwhile finds it whole.</summary>
public sealed class ManyAuditWritersTests
{
    private const int Writers = 8;
    private const int Rounds = 25;
    private TrailInDatabase scene = null!;

    [SetUp]
    public void SetUp() => scene = new TrailInDatabase();

    [TearDown]
    public void TearDown() => scene.Dispose();

    [Test]
    public void Eight_writers_make_one_chain_without_a_gap_beside_a_reader_that_verifies_all_the_while()
    {
        using var start = new Barrier(Writers);
        var writers = Enumerable.Range(0, Writers).Select(number => OnThread(() => Write(number, start))).ToArray();
        var written = Task.WhenAll(writers);
        var (seen, verified) = (0L, 0);
        for (var isLast = false; !isLast; verified++)
        {
            isLast = written.IsCompleted;
            var result = scene.Verify();
            Assert.That(result.Findings, Is.Empty);
            Assert.That(result.Head?.Sequence ?? 0, Is.GreaterThanOrEqualTo(seen));
            seen = result.Head?.Sequence ?? 0;
        }

        var heads = written.GetAwaiter().GetResult().SelectMany(own => own).ToList();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(heads.Select(head => head.Sequence).Order(), Is.EqualTo(Enumerable.Range(1, Writers * Rounds * 3)));
            Assert.That(heads.Select(head => head.Hash).Distinct().Count(), Is.EqualTo(heads.Count));
            Assert.That(seen, Is.EqualTo(heads.Count));
            Assert.That(verified, Is.GreaterThan(2), "the reader read while others wrote");
            Assert.That(scene.Lines, Has.Length.EqualTo(heads.Count));
            for (var number = 0; number < Writers; number++)
            {
                var answer = scene.Trail.Ask(100 + number, [], long.MaxValue, null);
                Assert.That((answer.Disclosures.Count, answer.Answers.Count), Is.EqualTo((Rounds, Rounds * 2)));
            }
        }
    }

    private static Task<T> OnThread<T>(Func<T> work) =>
        Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    /// <summary>Deliveries of its own and answers, two at once, as a worker makes them.</summary>
    private List<AuditHead> Write(int number, Barrier start)
    {
        var (trail, heads) = (scene.Trail, new List<AuditHead>());
        start.SignalAndWait();
        for (var round = 1; round <= Rounds; round++)
        {
            heads.Add(trail.RecordDelivery(
                AuditScene.Delivery(round, string.Create(CultureInfo.InvariantCulture, $"permit-{number}")),
                AuditScene.Content(100 + number),
                AuditScene.Files("a"),
                null));
            heads.AddRange(
                Task.WhenAll(AuditScene.AnswerAsync(trail, "user", 100 + number), AuditScene.AnswerAsync(trail, null, 100 + number))
                    .GetAwaiter().GetResult());
        }

        return heads;
    }
}
