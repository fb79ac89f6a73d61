using System.Text.Json;
using Muutostieto.Register;
using Muutostieto.Register.PostgreSql;

namespace Muutostieto.Integration.Tests.Interface;

/// <summary>The service with replicas of its database that lag, stop and come back while a client fetches.</summary>
[Platform("Linux")]
[Parallelizable(ParallelScope.Self)]
public sealed class ReplicaTests
{
    private const string Far = "29991231";
    private const string Address = "VAKINAINEN_KOTIMAINEN_OSOITE";

    private PostgreSqlCluster cluster = null!;
    private PostgreSqlStandby[] standbys = null!;
    private PostgreSqlDatabase database = null!;
    private InterfaceScene scene = null!;

    [SetUp]
    public async Task SetUpAsync()
    {
        cluster = new PostgreSqlCluster();
        standbys = [new PostgreSqlStandby(cluster), new PostgreSqlStandby(cluster)];
        database = cluster.NewDatabase();
        scene = await InterfaceScene.StartAsync(
            persons: 1_500, weeks: 3, hasPage: true, database: database, replicas: string.Join(',', standbys.Select(each => each.Host)));
    }

    [TearDown]
    public async Task TearDownAsync()
    {
        await scene.DisposeAsync();
        foreach (var standby in standbys)
        {
            standby.Dispose();
        }

        cluster.Dispose();
    }

    [Test]
    public async Task A_clients_place_never_goes_back_and_nothing_is_missed_whatever_becomes_of_the_replicas()
    {
        var random = TestContext.CurrentContext.Random;
        using var client = scene.NewClient();
        using var stop = new CancellationTokenSource();
        var named = new HashSet<string>();
        var walk = Task.Run(() => WalkAsync(client, named, stop.Token));
        var (paused, stopped) = (new HashSet<PostgreSqlStandby>(), new HashSet<PostgreSqlStandby>());
        for (var week = 0; week < 6; week++)
        {
            var standby = standbys[random.Next(2)];
            if (stopped.Remove(standby))
            {
                standby.Start();
                paused.Remove(standby);
            }
            else if (paused.Remove(standby))
            {
                standby.Resume();
            }
            else if (random.Next(3) == 0)
            {
                standby.Stop();
                stopped.Add(standby);
            }
            else
            {
                standby.Pause();
                paused.Add(standby);
            }

            (await scene.Service.RunAsync("register", "simulate", "--weeks", "1", "--seed", $"{week}")).AssertDone();
        }

        foreach (var standby in stopped)
        {
            standby.Start();
        }

        foreach (var standby in paused.Except(stopped))
        {
            standby.Resume();
        }

        await stop.CancelAsync();
        var place = await walk;
        Assert.That(place, Is.EqualTo(Head()));
        var again = new HashSet<string>();
        Assert.That(await WalkAsync(client, again, new CancellationToken(canceled: true)), Is.EqualTo(place));
        Assert.That(named, Is.SupersetOf(again).And.Not.Empty);
        Assert.That(
            await MetricsAsync(), Does.Contain("""muutostieto_interface_reads_total{from="replica"}"""), "the replicas were read");
        Assert.That(Last("mutpT1"), Is.EqualTo(place), "its place is in the database");
    }

    [Test]
    public async Task An_order_protects_at_once_what_replicas_do_not_know_to_be_protected()
    {
        // This client has no right to see those who are under an order.
        using var client = scene.NewClient("mutpT1a");
        await UntilReachedAsync(Head());
        var (from, code) = await MovedAsync(client);
        Array.ForEach(standbys, standby => standby.Pause());
        Protect(code);

        var page = await PageAsync(client, from);
        Assert.That(page.GetProperty("viimeisinKirjausavain").GetInt64(), Is.LessThan(Head()), "the same page, from a replica");
        Assert.That(AddressesOf(page, code), Is.Empty);
        var now = await client.AskAsync("perustiedot", $$"""{{{new[] { code }.List()}}}""");
        Assert.That(now.GetRawText(), Does.Not.Contain(Address));
    }

    private static Task<JsonElement> PageAsync(HttpClient client, long from) =>
        client.AskAsync("muutokset", $$"""{"viimeisinKirjausavain":{{from}}}""");

    private static IEnumerable<string> AddressesOf(JsonElement page, string code) =>
        page.GetProperty("muutokset").EnumerateArray()
            .Where(change => change.GetProperty("henkilotunnus").GetString() == code)
            .Select(change => change.GetRawText())
            .Where(text => text.Contains(Address, StringComparison.Ordinal));

    /// <summary>The key of a page with a person's address, and the person's code.</summary>
    private static async Task<(long From, string Code)> MovedAsync(HttpClient client)
    {
        for (var from = 1L; ;)
        {
            var page = await PageAsync(client, from);
            foreach (var change in page.GetProperty("muutokset").EnumerateArray())
            {
                var code = change.GetProperty("henkilotunnus").GetString()!;
                if (AddressesOf(page, code).Any())
                {
                    return (from, code);
                }
            }

            Assert.That(page.GetProperty("ajanTasalla").GetBoolean(), Is.False, "no one has moved");
            from = page.GetProperty("viimeisinKirjausavain").GetInt64();
        }
    }

    /// <summary>Fetches pages until it is stopped and has all.</summary>
    private static async Task<long> WalkAsync(HttpClient client, HashSet<string> named, CancellationToken stop)
    {
        for (var key = 1L; ;)
        {
            var isLast = stop.IsCancellationRequested;
            using var answer = await client.SendAsync("muutokset", $$"""{"viimeisinKirjausavain":{{key}}}""");
            var text = await answer.Content.ReadAsStringAsync(CancellationToken.None);
            if ((int)answer.StatusCode is 429 or 503)
            {
                await Task.Delay(100, CancellationToken.None);
                continue;
            }

            Assert.That((int)answer.StatusCode, Is.EqualTo(200), text);
            var page = JsonDocument.Parse(text).RootElement;
            var next = page.GetProperty("viimeisinKirjausavain").GetInt64();
            var isUpToDate = page.GetProperty("ajanTasalla").GetBoolean();
            Assert.That(next > key || (next == key && isUpToDate), $"{key} {next} {isUpToDate}");
            key = next;
            foreach (var change in page.GetProperty("muutokset").EnumerateArray())
            {
                named.Add(change.GetProperty("henkilotunnus").GetString()!);
            }

            if (isUpToDate && isLast)
            {
                return key;
            }

            if (isUpToDate)
            {
                await Task.Delay(50, CancellationToken.None);
            }
        }
    }

    private long Head() => (long)database.Value(
        "SELECT max(key) FROM (SELECT key FROM register.journal UNION ALL SELECT key FROM register.building_entry) AS entries")!;

    private long Last(string login)
    {
        for (var time = 0; time < 600; time++)
        {
            if (database.Value($"SELECT last_key FROM interface.connection WHERE login = '{login}'") is long key && key == Head())
            {
                return key;
            }

            Thread.Sleep(100);
        }

        return -1;
    }

    private async Task<string> MetricsAsync()
    {
        using var client = new HttpClient();
        return await client.GetStringAsync(new Uri(scene.Page, "/metrics"));
    }

    /// <summary>Enters an order of a person.</summary>
    private void Protect(string code)
    {
        using var reader = PostgreSqlRegister.OpenRead(database.ConnectionString);
        var person = reader.Find(code, reader.LatestKey())!;
        using var writer = PostgreSqlRegister.OpenWrite(database.ConnectionString);
        using var transaction = writer.Begin();
        var version = new NewVersion
        {
            PersonId = person.PersonId,
            IdentityCode = person.IdentityCode,
            Municipality = person.Municipality,
            Alive = person.Alive,
            NonDisclosureEnd = Far,
            Document = person.Document,
        };
        _ = transaction.Append(new NewEntry("XCG", "20260601", "0", "1", person.Document, version));
        transaction.Commit();
    }

    private async Task UntilReachedAsync(long key)
    {
        foreach (var standby in standbys)
        {
            using var replica = PostgreSqlRegister.OpenRead(standby.ConnectionString(database.Name));
            while (replica.LatestKey() < new JournalKey(key))
            {
                await Task.Delay(20);
            }
        }
    }
}
