using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Muutostieto.Integration.Tests.Interface;

/// <summary>The end of the service while an answer is on its way.</summary>
[Platform("Linux")]
[Parallelizable(ParallelScope.Self)]
public sealed partial class InterfaceShutdownTests
{
    private const int Persons = 2500;
    private InterfaceScene scene = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => scene = await InterfaceScene.StartAsync(Persons, weeks: 0);

    [OneTimeTearDown]
    public async Task StopAsync() => await scene.DisposeAsync();

    [Test]
    public async Task An_answer_that_a_killed_service_began_has_no_end_and_its_persons_are_in_the_audit()
    {
        using var client = new TcpClient { ReceiveBufferSize = 16 * 1024 };
        using var answer = new MemoryStream();
        const string Id = "5c1f2e1d-98a5-4b07-8d0c-0d1b1d7f3a11";
        var stream = await BeginAsync(client, answer, Id);
        await scene.Service.KillAsync();
        try
        {
            await stream.CopyToAsync(answer);
        }
        catch (IOException)
        {
            // The connection was reset.
        }

        var text = Encoding.UTF8.GetString(answer.ToArray());
        var received = Element().Matches(text).Select(match => match.Groups["code"].Value).ToList();
        Assert.That(text, Does.Contain("Transfer-Encoding: chunked").And.Not.EndWith("0\r\n\r\n"), "without its end it is no answer");
        Assert.That(received, Has.Count.InRange(1, Persons - 1));
        Assert.That(scene.Service.Said, Does.Not.Contain("perustiedot-vko 200"));

        await scene.StartServiceAsync();
        (await scene.Service.RunAsync("audit", "verify")).AssertDone();
        (await scene.Service.RunAsync("deliveries", "verify")).AssertDone();
        (await scene.Service.RunAsync("status")).AssertDone();
        foreach (var code in new[] { received[0], received[^1] })
        {
            var asked = (await scene.Service.RunAsync("audit", "person", code, "--reason", "koe", "--json")).AssertDone();
            Assert.That(
                asked.Json.GetProperty("interfaceAnswers").EnumerateArray().Select(one => one.GetProperty("id").GetString()),
                Has.Member(Id));
        }

        using var again = scene.NewClient();
        var whole = await again.AskAsync("perustiedot-vko", """{"kuntakoodit":["697"],"tietoryhmat":["SUKUPUOLI"]}""");
        Assert.That(whole.GetProperty("perustiedot").GetArrayLength(), Is.EqualTo(Persons));
        (await scene.Service.RunAsync("audit", "verify")).AssertDone();
    }

    [Test]
    public async Task An_answer_begun_is_finished_when_the_service_is_terminated()
    {
        using var client = new TcpClient { ReceiveBufferSize = 16 * 1024 };
        using var answer = new MemoryStream();
        var stream = await BeginAsync(client, answer, "3f8b7c52-41a9-4b0e-9f0e-6a8f6f2d5c3e");
        var ending = scene.Service.TerminateAsync();
        await Task.Delay(500);
        Assert.That(scene.Service.Said, Does.Not.Contain("perustiedot-vko 200"), "it is in the middle of the answer");
        await stream.CopyToAsync(answer);
        var (code, _) = await ending;
        var persons = JsonDocument.Parse(Unchunked(answer.ToArray())).RootElement.GetProperty("perustiedot");
        Assert.That((code, persons.GetArrayLength()), Is.EqualTo((0, Persons)));
        Assert.That(scene.Service.Said, Does.Contain($"perustiedot-vko 200: {Persons} elements"));
        await scene.StartServiceAsync();
    }

    /// <summary>Asks for a whole municipality, and reads the beginning of the answer.</summary>
    /// <param name="client">With a small window, so that the answer waits for it: most is not written yet.</param>
    /// <param name="answer">Gets the beginning.</param>
    /// <param name="id">X-Road-Id.</param>
    private async Task<NetworkStream> BeginAsync(TcpClient client, MemoryStream answer, string id)
    {
        await client.ConnectAsync(scene.Address.Host, scene.Address.Port);
        const string Body = """{"kuntakoodit":["697"]}""";
        var stream = client.GetStream();
        await stream.WriteAsync(
            Encoding.ASCII.GetBytes(
                $"POST /api/v1/perustiedot-vko HTTP/1.1\r\nHost: x\r\nAuthorization: {InterfaceScene.Basic("mutpT1", "pwd")}\r\n"
                + $"X-Road-Id: {id}\r\nContent-Length: {Body.Length}\r\nConnection: close\r\n\r\n{Body}"));
        var buffer = new byte[16 * 1024];
        answer.Write(buffer, 0, await stream.ReadAtLeastAsync(buffer, buffer.Length));
        return stream;
    }

    /// <summary>The beginning of a person of an answer.</summary>
    [GeneratedRegex("""\{"henkilotunnus":"(?<code>[^"]+)","tietoryhmat":""")]
    private static partial Regex Element();

    /// <summary>The body of an answer in chunks, which must have its end.</summary>
    private static byte[] Unchunked(byte[] answer)
    {
        using var body = new MemoryStream();
        for (var at = answer.AsSpan().IndexOf("\r\n\r\n"u8) + 4; ;)
        {
            var line = answer.AsSpan(at).IndexOf("\r\n"u8);
            var size = Convert.ToInt32(Encoding.ASCII.GetString(answer, at, line), 16);
            if (size == 0)
            {
                return body.ToArray();
            }

            body.Write(answer, at + line + 2, size);
            at += line + 2 + size + 2;
        }
    }
}
