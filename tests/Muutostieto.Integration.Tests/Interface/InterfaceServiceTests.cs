using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace Muutostieto.Integration.Tests.Interface;

/// <summary>The interface as a part of the service: slow clients, a register that is away, the audit, and its end.</summary>
[Platform("Linux")]
[Parallelizable(ParallelScope.Self)]
public sealed class InterfaceServiceTests
{
    private InterfaceScene scene = null!;
    private HttpClient client = null!;
    private string[] codes = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        scene = await InterfaceScene.StartAsync(persons: 300, weeks: 0, ", \"quota\": { \"calls\": 20, \"seconds\": 600 }");
        client = scene.NewClient();
        codes = [.. Codes(await client.AskAsync("perustiedot-vko", """{"kuntakoodit":["697"]}"""))];
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        client.Dispose();
        await scene.DisposeAsync();
    }

    [Test]
    public async Task Half_a_body_is_not_waited_for()
    {
        using var half = new TcpClient { NoDelay = true };
        await half.ConnectAsync(scene.Address.Host, scene.Address.Port);
        var request = $"POST /api/v1/perustiedot HTTP/1.1\r\nHost: x\r\nAuthorization: {InterfaceScene.Basic("mutpT1a", "pwd")}\r\n"
            + "Content-Length: 100\r\n\r\n{";
        await half.GetStream().WriteAsync(Encoding.ASCII.GetBytes(request));
        var answer = new StreamReader(half.GetStream());
        Assert.That(await answer.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(60)), Does.StartWith("HTTP/1.1 408"));
        await scene.Service.UntilSaidAsync("mutpT1a perustiedot 408");
    }

    [Test]
    public async Task When_the_register_is_away_clients_are_asked_to_come_again()
    {
        var register = scene.Service.TestInstallation.Register;
        File.Move(register, register + ".away");
        using (var answer = await client.SendAsync("perustiedot", $"{{{codes.Take(1).List()}}}"))
        {
            File.Move(register + ".away", register);
            _ = await answer.AssertProblemAsync(503, "unavailable");
            Assert.That(answer.Headers.RetryAfter!.Delta, Is.EqualTo(TimeSpan.FromSeconds(30)));
        }

        var again = await client.AskAsync("perustiedot", $"{{{codes.Take(1).List()}}}");
        Assert.That(Codes(again), Is.EqualTo(codes.Take(1)));
    }

    [Test]
    public async Task An_answer_is_in_the_audit_and_the_chain_is_sound()
    {
        using var asking = scene.NewClient();
        asking.DefaultRequestHeaders.Add("X-Road-Id", "29f4d011-ef17-4f2f-9bb1-0452ce17d3f5");
        asking.DefaultRequestHeaders.Add("X-Road-UserId", "FI010190-900X");
        _ = await asking.AskAsync("perustiedot", $"{{{codes.Skip(5).Take(1).List()}}}");
        var asked = await scene.Service.RunAsync("audit", "person", codes[5], "--reason", "koe", "--json");
        asked.AssertDone();
        Assert.That(asked.Output, Does.Contain("29f4d011-ef17-4f2f-9bb1-0452ce17d3f5").And.Contain("mutpT1"));
        (await scene.Service.RunAsync("audit", "verify")).AssertDone();
        var chain = Directory.EnumerateFiles(Path.Combine(scene.Service.TestInstallation.Data, "audit"), "*", SearchOption.AllDirectories)
            .Where(file => Path.GetExtension(file) is ".jsonl" or ".json")
            .Select(File.ReadAllText);
        Assert.That(string.Concat(chain), Does.Contain("29f4d011").And.Not.Contain("010190-900X"));
        Assert.That(scene.Service.Said, Does.Not.Contain("900X").And.Not.Contain(codes[5]));
    }

    [Test]
    public async Task A_quota_that_is_used_up_says_when_to_come_again()
    {
        using var listed = scene.NewClient("mutpT1x");
        for (var call = 0; call < 20; call++)
        {
            using var answer = await listed.SendAsync(call % 2 == 0 ? "perustiedot" : "muutokset", "{");
            _ = await answer.AssertProblemAsync(400, "malformed-request");
        }

        using var refused = await listed.SendAsync("muutokset", "{");
        _ = await refused.AssertProblemAsync(429, "quota");
        Assert.That(refused.Headers.RetryAfter!.Delta, Is.InRange(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(600)));
    }

    private static IEnumerable<string> Codes(JsonElement answer) =>
        answer.GetProperty("perustiedot").EnumerateArray().Select(person => person.GetProperty("henkilotunnus").GetString()!);
}
