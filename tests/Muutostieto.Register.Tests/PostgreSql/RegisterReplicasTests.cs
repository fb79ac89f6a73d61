using Muutostieto.Records;
using Muutostieto.Register.PostgreSql;
using Muutostieto.Register.Tests.Support;
using Npgsql;

namespace Muutostieto.Register.Tests.PostgreSql;

/// <summary>Readers of replicas that lag, are away or are none.</summary>
[Platform(Exclude = "Win")]
public sealed class RegisterReplicasTests
{
    private readonly List<ReplicaNotice> notices = [];
    private PostgreSqlCluster cluster = null!;
    private PostgreSqlStandby standby = null!;
    private PostgreSqlDatabase database = null!;
    private LateClock clock = null!;
    private IRegister primary = null!;

    [OneTimeSetUp]
    public void StartServers()
    {
        cluster = new PostgreSqlCluster();
        standby = new PostgreSqlStandby(cluster);
    }

    [OneTimeTearDown]
    public void StopServers()
    {
        standby.Dispose();
        cluster.Dispose();
    }

    [SetUp]
    public void SetUp()
    {
        notices.Clear();
        clock = new LateClock();
        database = cluster.NewDatabase();
        RegisterDatabase.Migrate(database.ConnectionString);
        using (var loader = PostgreSqlRegister.Create(database.ConnectionString, Some.Origin, Some.Clock))
        {
            _ = loader.Add(Some.Person(1));
            loader.Complete();
        }

        primary = PostgreSqlRegister.OpenRead(database.ConnectionString);
    }

    [TearDown]
    public void TearDown()
    {
        primary.Dispose();
        database.Dispose();
    }

    [Test]
    public async Task A_replica_is_read_that_has_the_key()
    {
        var key = Append();
        using var replica = await OpenAsync(Of(standby), key);
        Assert.That(replica!.LatestKey(), Is.EqualTo(key));
        Assert.That(replica.At(1, key)!.Document.Span.SequenceEqual(primary.At(1, key)!.Document.Span));
        Assert.That(notices, Is.Empty, "nothing is said of what is as it should be");
    }

    [Test]
    public async Task One_that_lags_is_waited_for()
    {
        var replicas = Of(standby);
        (await OpenAsync(replicas, Append()))!.Dispose();
        standby.Pause();
        var key = Append();
        var waiting = OpenAsync(replicas, key);
        await Task.Delay(200);
        Assert.That(waiting.IsCompleted, Is.False);
        standby.Resume();
        using var replica = await waiting;
        Assert.That(replica!.LatestKey(), Is.EqualTo(key));
    }

    [Test]
    public async Task One_that_lags_for_long_is_passed_over_until_it_has_caught_up()
    {
        var replicas = Of(standby);
        (await OpenAsync(replicas, Append()))!.Dispose();
        standby.Pause();
        try
        {
            var key = Append();
            Assert.That(await OpenAsync(replicas, key), Is.Null);
            Assert.That(notices.Select(notice => notice.Use), Is.EqualTo([ReplicaUse.Behind]));
            Assert.That(notices[0].Found, Does.Contain($"key {key.Value}"));

            clock.Pass(TimeSpan.FromSeconds(11));
            var waiting = OpenAsync(replicas, key);
            Assert.That(await waiting, Is.Null, "asked again and not waited for");
            Assert.That(notices, Has.Count.EqualTo(1));

            standby.Resume();
            await UntilReachedAsync(standby, key);
            Assert.That(await OpenAsync(replicas, key), Is.Null, "passed over for a while");
            clock.Pass(TimeSpan.FromSeconds(11));
            Assert.That(await OpenAsync(replicas, key), Is.Null, "for twice as long, as it has lagged before");
            clock.Pass(TimeSpan.FromSeconds(11));
            (await OpenAsync(replicas, key))!.Dispose();
            Assert.That(notices.Select(notice => notice.Use), Is.EqualTo([ReplicaUse.Behind, ReplicaUse.Read]));
        }
        finally
        {
            standby.Resume();
        }
    }

    [Test]
    public async Task One_that_lags_is_read_by_those_who_need_no_more_than_it_has()
    {
        var replicas = Of(standby);
        var key = Append();
        (await OpenAsync(replicas, key))!.Dispose();
        standby.Pause();
        try
        {
            _ = Append();
            using var replica = await OpenAsync(replicas, key);
            Assert.That(replica!.LatestKey(), Is.EqualTo(key));
        }
        finally
        {
            standby.Resume();
        }
    }

    [Test]
    public async Task One_that_is_away_costs_a_moment_and_comes_back()
    {
        var replicas = Of(standby);
        var key = Append();
        (await OpenAsync(replicas, key))!.Dispose();
        standby.Stop();
        try
        {
            Assert.That(await OpenAsync(replicas, key), Is.Null);
            Assert.That(notices.Select(notice => notice.Use), Is.EqualTo([ReplicaUse.Away]));
            Assert.That(notices[0].Found, Does.Contain("cannot be reached").Or.Contain("cannot serve"));
        }
        finally
        {
            standby.Start();
        }

        clock.Pass(TimeSpan.FromSeconds(11));
        await UntilReachedAsync(standby, key);
        (await OpenAsync(replicas, key))!.Dispose();
        Assert.That(notices.Select(notice => notice.Use), Is.EqualTo([ReplicaUse.Away, ReplicaUse.Read]));
    }

    [Test]
    public async Task Another_register_is_no_replica()
    {
        using var other = cluster.NewDatabase();
        RegisterDatabase.Migrate(other.ConnectionString);
        using (var loader = PostgreSqlRegister.Create(other.ConnectionString, Some.Origin, TimeProvider.System))
        {
            _ = loader.Add(Some.Person(2));
            loader.Complete();
        }

        Append(other.ConnectionString);
        var key = Append();
        var replicas = RegisterReplicas.Of(other.ConnectionString, clock, notices.Add);
        Assert.That(await OpenAsync(replicas, key), Is.Null);
        Assert.That(notices.Select(notice => notice.Use), Is.EqualTo([ReplicaUse.NoCopy]));
    }

    [Test]
    public async Task One_that_is_ahead_of_its_primary_is_no_replica()
    {
        var key = Append();
        NpgsqlConnection.ClearAllPools();
        using var restored = cluster.NewDatabase(database.Name);
        Append(restored.ConnectionString);
        var replicas = RegisterReplicas.Of(restored.ConnectionString, clock, notices.Add);
        Assert.That(await OpenAsync(replicas, key), Is.Null);
        Assert.That(notices.Single().Found, Does.Contain("which the primary has not"));
    }

    [Test]
    public async Task Several_are_read_in_turn_and_one_that_is_away_is_left_out()
    {
        var key = Append();
        using var second = new PostgreSqlStandby(cluster);
        var both = $"Host={standby.Host},{second.Host};Database={database.Name};Username={PostgreSqlCluster.Owner}";
        var replicas = RegisterReplicas.Of(both, clock, notices.Add);
        (await OpenAsync(replicas, key))!.Dispose();
        await UntilReachedAsync(second, key);

        // What they have tells them apart.
        second.Pause();
        var later = Append();
        await UntilReachedAsync(standby, later);
        Assert.That(await HeadsAsync(), Is.EqualTo(new[] { key, later, key, later }).Or.EqualTo(new[] { later, key, later, key }));
        second.Stop();
        Assert.That(await HeadsAsync(), Is.All.EqualTo(later));

        async Task<List<JournalKey>> HeadsAsync()
        {
            var heads = new List<JournalKey>();
            for (var time = 0; time < 4; time++)
            {
                using var replica = await OpenAsync(replicas, key);
                heads.Add(replica!.LatestKey());
            }

            return heads;
        }
    }

    [Test]
    public void A_connection_string_that_cannot_be_read_is_refused_without_its_words()
    {
        var failure = Assert.Throws<MuutostietoException>(() => RegisterReplicas.Of("Host=a,b;Passwrod=salainen", clock, notices.Add))!;
        Assert.That(failure.Kind, Is.EqualTo(FailureKind.Usage));
        Assert.That(failure.Message, Does.Not.Contain("salainen"));
    }

    private async Task UntilReachedAsync(PostgreSqlStandby server, JournalKey key)
    {
        using var replica = PostgreSqlRegister.OpenRead(server.ConnectionString(database.Name));
        while (replica.LatestKey() < key)
        {
            await Task.Delay(20);
        }
    }

    private RegisterReplicas Of(PostgreSqlStandby server) =>
        RegisterReplicas.Of(server.ConnectionString(database.Name), clock, notices.Add);

    private Task<IRegister?> OpenAsync(RegisterReplicas replicas, JournalKey key) =>
        replicas.OpenAsync(primary, key, CancellationToken.None).AsTask();

    private JournalKey Append(string? connectionString = null)
    {
        using var writer = PostgreSqlRegister.OpenWrite(connectionString ?? database.ConnectionString);
        using var transaction = writer.Begin();
        var key = transaction.Append(Some.Entry(transaction.Current(1)!.Next() with { Document = Some.Document("later") })).Key;
        transaction.Commit();
        return key;
    }

    /// <summary>The real time, and what a test adds to it.</summary>
    private sealed class LateClock : TimeProvider
    {
        private TimeSpan passed;

        internal void Pass(TimeSpan time) => passed += time;

        public override long GetTimestamp() => base.GetTimestamp() + (long)(passed.TotalSeconds * TimestampFrequency);
    }
}
