using System.Text.Json;
using Muutostieto.Deliveries.Tests.Convergence;
using Muutostieto.Interface.Tests.Support;
using Muutostieto.Server.Tests.Support;

namespace Muutostieto.Server.Tests.Interface;

/// <summary>
/// A first load as the guide says: <c>kirjausavain</c>, then <c>perustiedot</c>, which has no key, then pages from that key, while the
/// register changes between any two calls. In none of these lives an identity code passes to another person between key and load.
/// </summary>
public sealed class FirstLoadTests
{
    private static readonly string[] Area = ["205", "290", "765"];
    private static readonly DateTimeOffset Noon = new(2026, 6, 1, 9, 0, 0, TimeSpan.Zero);
    private RunningInterface running = null!;
    private HttpClient client = null!;

    [TearDown]
    public async Task StopAsync()
    {
        client.Dispose();
        await running.DisposeAsync();
    }

    [Test]
    public async Task Nothing_is_lost_when_the_key_is_asked_for_first([Range(1, 6)] int seed)
    {
        using var life = new RandomLife(seed);
        running = await RunningInterface.StartAsync(clock: new SetClock(Noon));
        running.RegisterPath = life.Register.Path;
        client = running.NewClient();
        Pass(life, 15);

        using var head = await client.LookAsync("/api/v1/kirjausavain/2100-01-01");
        var key = (await head.JsonAsync()).GetProperty("viimeisinKirjausavain").GetInt64();
        Pass(life, 5);
        var loaded = new PageClient(Area);
        loaded.Load(await BaseAsync(life), new DateOnly(2026, 6, 1));
        for (var (steps, isLast) = (5, false); !isLast; steps = Math.Max(0, steps - 1))
        {
            Pass(life, steps);
            using var answer = await client.AskAsync("/api/v1/muutokset", $$"""{"viimeisinKirjausavain":{{key}}}""");
            var page = await answer.JsonAsync();
            key = page.GetProperty("viimeisinKirjausavain").GetInt64();
            isLast = loaded.Apply(page) && steps == 0;
        }

        var fresh = new PageClient(Area);
        fresh.Load(await BaseAsync(life), new DateOnly(2026, 6, 1));
        Assert.That(loaded.Persons(), Is.EqualTo(fresh.Persons()), string.Join('\n', loaded.Applied));
    }

    /// <summary>Base data of everyone in the register.</summary>
    private async Task<JsonElement> BaseAsync(RandomLife life)
    {
        var codes = life.Register.Persons.Select(person => $"\"{life.Register.Current(person).IdentityCode}\"").ToList();
        Pass(life, 0);
        using var answer = await client.AskAsync("/api/v1/perustiedot", $$"""{"hetulista":[{{string.Join(',', codes.Distinct())}}]}""");
        return await answer.JsonAsync();
    }

    /// <summary>Something happens to some persons.</summary>
    private static void Pass(RandomLife life, int steps)
    {
        life.Pass(steps);
        life.Register.Commit();
    }
}
