using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Muutostieto.Cli.Tests.Privacy;
using Muutostieto.Cli.Tests.Support;
using Muutostieto.Interface.Tests.Support;

namespace Muutostieto.Integration.Tests.Interface;

/// <summary>Where persons go over the interface of the running program: into answers and the audit, and nowhere else.</summary>
[Platform("Linux")]
[Parallelizable(ParallelScope.Self)]
public sealed partial class InterfacePersonsTests
{
    private const string Area = """{"kuntakoodit":["697"]}""";
    private const string Invented = "010190-900X";
    private const string Surname = "Xantippalainen";

    /// <summary>A code of the 2000s, which fits into the digits of a trace's number.</summary>
    private const string Hexadecimal = "010101a900c";
    private const string Address = "VAKINAINEN_KOTIMAINEN_OSOITE";
    private static readonly string[] Languages = ["fi", "sv", "en"];
    private InterfaceScene scene = null!;
    private HttpClient client = null!;
    private List<JsonElement> people = null!;
    private string pagesBefore = "";

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        scene = await InterfaceScene.StartAsync(persons: 300, weeks: 8, hasPage: true);
        client = scene.NewClient();
        pagesBefore = await PagesAsync();
        people = [.. (await client.AskAsync("perustiedot-vko", Area)).GetProperty("perustiedot").EnumerateArray()];
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        client.Dispose();
        await scene.DisposeAsync();
    }

    [Test]
    public async Task The_audit_has_files_and_every_call_alike_by_a_present_and_a_former_code()
    {
        var (former, present) = (Code(people[0]), "010190-9017");
        await ImportAsync("codes", $"{former}XAZ{Today}0102|0011{present}1|0013{former}2|");
        scene.Service.TestInstallation.WritePermit();
        (await scene.Service.RunAsync("deliver", "base", TestInstallation.Permit)).AssertDone();
        var key = (await client.KeyAsync("2100-01-01")).GetProperty("viimeisinKirjausavain").GetInt64() - 5;
        (string Call, string Id, string Body)[] calls =
        [
            ("perustiedot", "11111111-ef17-4f2f-9bb1-0452ce17d3f5", $"{{{new[] { former }.List()}}}"),
            ("muutokset", "22222222-ef17-4f2f-9bb1-0452ce17d3f5", $$"""{"viimeisinKirjausavain":{{key}},{{new[] { former }.List()}}}"""),
            ("perustiedot-vko", "33333333-ef17-4f2f-9bb1-0452ce17d3f5", Area),
        ];
        var got = new List<JsonElement>();
        foreach (var (call, id, body) in calls)
        {
            using var asking = scene.NewClient();
            asking.DefaultRequestHeaders.Add("X-Road-Id", id);
            asking.DefaultRequestHeaders.Add("X-Road-UserId", $"FI{Invented}");
            got.Add(await asking.AskAsync(call, body));
        }

        // A client that asked by a former code sees by the two codes of the group that the person has another now.
        var person = got[0].GetProperty("perustiedot").EnumerateArray().Single();
        var change = person.Group("HENKILOTUNNUS_KORJAUS");
        Assert.That(
            (Code(person), change.GetProperty("aktiivinenHenkilotunnus").GetString()), Is.EqualTo((present, present)));
        Assert.That(change.GetProperty("edellisetHenkilotunnukset").GetRawText(), Does.Contain(former));
        Assert.That(got[1].GetProperty("muutokset").EnumerateArray().Select(Code), Is.EqualTo(new[] { former }));

        var answers = new List<string>();
        foreach (var code in new[] { former, present })
        {
            var json = (await scene.Service.RunAsync("audit", "person", code, "--reason", "koe", "--json")).AssertDone().Json;
            var asked = json.GetProperty("interfaceAnswers").EnumerateArray()
                .Where(one => one.GetProperty("user").GetString() == $"FI{Invented}")
                .ToList();
            Assert.That(
                asked.Select(one => (one.GetProperty("call").GetString(), one.GetProperty("id").GetString())),
                Is.EquivalentTo(calls.Select(call => (call.Call, call.Id))));
            Assert.That(asked.Select(one => one.GetProperty("connection").GetString()), Is.All.EqualTo("mutpT1"));
            Assert.That(
                json.GetProperty("deliveries").EnumerateArray().Select(one => one.GetProperty("permit").GetString()),
                Is.EqualTo(new[] { TestInstallation.Permit }));
            answers.Add(json.GetProperty("interfaceAnswers").GetRawText() + json.GetProperty("deliveries").GetRawText());
        }

        Assert.That(answers[0], Is.EqualTo(answers[1]));
    }

    [Test]
    public async Task After_an_import_of_orders_no_answer_has_their_addresses_however_many_are_asked_for_meanwhile()
    {
        using var plain = scene.NewClient("mutpT1a");
        var victims = people.Skip(1).Where(HasAddress).Take(5).Select(Code).ToHashSet();
        Assert.That(victims, Has.Count.EqualTo(5));
        var imported = new TaskCompletionSource<DateTimeOffset>();
        var list = $"{{{victims.List()}}}";
        Task<List<(DateTimeOffset Begun, JsonElement Answer)>>[] asking =
        [
            AskOnAsync(client, "perustiedot", list),
            AskOnAsync(client, "perustiedot-vko", Area),
            AskOnAsync(plain, "perustiedot-vko", $"{{{victims.List()},\"tietoryhmat\":[\"{Address}\"]}}"),
            AskOnAsync(client, "muutokset", $$"""{"viimeisinKirjausavain":1,{{victims.List()}}}"""),
        ];
        await ImportAsync("orders", [.. victims.Select(code => $"{code}XCG{Today}0101|015199990000|")]);
        imported.SetResult(DateTimeOffset.UtcNow);
        var answers = await Task.WhenAll(asking);
        var end = await imported.Task;
        var shown = answers.Select(each => each.Where(one => one.Begun < end).SelectMany(one => Shown(one.Answer)).Count()).ToList();
        Assert.That(shown.Take(3), Is.All.GreaterThan(0), "they were shown before");
        Assert.That(answers.Select(each => each.Count(one => one.Begun >= end)), Is.All.GreaterThan(1));
        Assert.That(answers.SelectMany(each => each).Where(one => one.Begun >= end).SelectMany(one => Shown(one.Answer)), Is.Empty);

        IEnumerable<JsonElement> Shown(JsonElement answer) =>
            answer.GetProperty(answer.TryGetProperty("muutokset", out _) ? "muutokset" : "perustiedot").EnumerateArray()
                .Where(person => victims.Contains(Code(person)) && HasAddress(person));

        async Task<List<(DateTimeOffset Begun, JsonElement Answer)>> AskOnAsync(HttpClient asker, string call, string body)
        {
            var got = new List<(DateTimeOffset, JsonElement)>();
            for (var afterwards = 0; afterwards < 3; afterwards += imported.Task.IsCompleted ? 1 : 0)
            {
                var begun = DateTimeOffset.UtcNow;
                got.Add((begun, await asker.AskAsync(call, body)));
                await Task.Delay(20);
            }

            return got;
        }
    }

    [Test]
    public async Task Nothing_but_an_answer_names_a_person_whatever_a_client_sends()
    {
        var words = RegisterWords.Of(
            scene.Service.TestInstallation.Register,
            Path.Combine(scene.Service.TestInstallation.Config, "reference", "municipalities.json"));
        string[] named = [words.AnyCode, Surname, Hexadecimal];
        var problems = new StringBuilder();
        foreach (var person in named.Take(2))
        {
            await AskEverywhereAsync(person, problems);
            await SendRawAsync(person, problems);
        }

        Assert.That(problems.ToString(), Does.Contain("malformed-request").And.Contain("credentials").And.Contain("no-such-call"));
        var shown = (await scene.Service.RunAsync("status")).ToString() + await scene.Service.RunAsync("status", "--json");
        using (Assert.EnterMultipleScope())
        {
            Find("a problem", problems.ToString());
            Find("the console", scene.Service.Said);
            Find("status", shown);
            Find("the page", await PagesAsync());
            foreach (var file in Readable())
            {
                var text = await ReadAsync(file);

                // The chain has what the client says of itself; of a text only an identity code can be recognised as one.
                Find(
                    Path.GetRelativePath(scene.Service.TestInstallation.Data, file),
                    Path.GetFileName(file) == "chain.jsonl" ? OwnWords().Replace(text, "") : text);
            }
        }

        void Find(string where, string text)
        {
            Assert.That(
                text.Split('\n').Where(line => named.Any(word => line.Contains(word, StringComparison.OrdinalIgnoreCase))),
                Is.Empty,
                where);
            Assert.That(words.In(Hash().Replace(text, "")).Except(words.In(pagesBefore)), Is.Empty, where);
        }
    }

    /// <summary>Each place of a request that a client fills, with a person in it.</summary>
    private async Task AskEverywhereAsync(string person, StringBuilder problems)
    {
        string[] bodies =
        [
            $"{person}", $"\"{person}\"", $"{{\"{person}\":1}}", $"{{\"{person}\":", $"{{\"viimeisinKirjausavain\":\"{person}\"}}",
            $"{{\"viimeisinKirjausavain\":{person}}}", $"{{\"viimeisinKirjausavain\":1,\"hetulista\":\"{person}\"}}",
            $"{{\"viimeisinKirjausavain\":1,\"hetulista\":[\"{person}\",{{\"{person}\":1}}]}}", $"{{\"hetulista\":[\"{person}\"]}}",
            $"{{\"hetulista\":[\"{person}\"],\"tietoryhmat\":[\"{person}\"]}}", $"{{\"hetulista\":[\"{person}\"],\"hetulista\":1}}",
            $"{{\"kuntakoodit\":[\"{person}\"]}}", $"{{\"viimeisinKirjausavain\":99999999,\"hetulista\":[\"{person}\"]}}",
        ];
        foreach (var body in bodies)
        {
            foreach (var call in new[] { "muutokset", "perustiedot", "perustiedot-vko", $"perustiedot/{person}", $"{person}?{person}" })
            {
                await AddAsync(client, HttpMethod.Post, $"api/v1/{call}", body);
            }
        }

        string[] paths = [$"api/v1/kirjausavain/{person}", $"api/v1/kirjausavain/2026-01-01?{person}", person, "api/v1/muutokset"];
        foreach (var path in paths)
        {
            await AddAsync(client, HttpMethod.Get, path, body: null);
            await AddAsync(client, new HttpMethod(person.Replace("-", "", StringComparison.Ordinal)), path, body: null);
        }

        using var headed = scene.NewClient();
        foreach (
            var header in new[]
            {
                "X-Road-Client",
                "X-Road-Id",
                "X-Road-UserId",
                "X-Road-Issue",
                "X-Road-Represented-Party",
                "User-Agent",
                "Cookie",
                "Referer",
                "traceparent",
                "tracestate",
                "baggage",
                "X-Forwarded-For",
                "Accept-Language",
                $"X-{person}",
            })
        {
            headed.DefaultRequestHeaders.Remove(header);
            headed.DefaultRequestHeaders.TryAddWithoutValidation(header, person);
        }

        await AddAsync(headed, HttpMethod.Post, "api/v1/perustiedot", $"{{\"hetulista\":[\"{Code(people[9])}\"]}}");
        await AddAsync(headed, HttpMethod.Post, "api/v1/perustiedot", "{");
        headed.DefaultRequestHeaders.Remove("traceparent");
        headed.DefaultRequestHeaders.Add("traceparent", $"00-{Hexadecimal.PadRight(32, '0')}-{Hexadecimal.PadRight(16, '0')}-01");
        await AddAsync(headed, HttpMethod.Post, "api/v1/perustiedot", "{");
        using var listed = scene.NewClient("mutpT1x", client: person);
        await AddAsync(listed, HttpMethod.Post, "api/v1/perustiedot", "{");
        foreach (var (user, password) in new[] { (person, person), ("mutpT1", person), (person, "pwd") })
        {
            using var wrong = scene.NewClient(user, password);
            await AddAsync(wrong, HttpMethod.Post, "api/v1/perustiedot", "{");
        }

        using var scheme = scene.NewClient();
        scheme.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", person);
        await AddAsync(scheme, HttpMethod.Post, "api/v1/perustiedot", "{");

        async Task AddAsync(HttpClient asker, HttpMethod method, string path, string? body)
        {
            using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
            request.Content = body is null ? null : new StringContent(body, Encoding.UTF8);
            using var answer = await asker.SendAsync(request);
            if (!answer.IsSuccessStatusCode)
            {
                problems.AppendLine(await answer.Content.ReadAsStringAsync());
            }
        }
    }

    /// <summary>What no client library sends.</summary>
    private async Task SendRawAsync(string person, StringBuilder problems)
    {
        foreach (
            var head in new[]
            {
                person,
                $"GET /{person}",
                $"GET /{person} HTTP/{person}",
                $"{person} / HTTP/1.1\r\nHost: x",
                $"GET / HTTP/1.1\r\nHost: x\r\n{person}",
                $"GET / HTTP/1.1\r\nHost: {person} {person}",
                $"GET /%zz{person}\0 HTTP/1.1\r\nHost: x",
                $"POST /api/v1/muutokset HTTP/1.1\r\nHost: x\r\nContent-Length: {person}",
                $"POST /api/v1/muutokset HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: {person}",
                $"GET / HTTP/1.1\r\nHost: x\r\nX: {string.Concat(Enumerable.Repeat(person, 2000))}",
            })
        {
            using var raw = new TcpClient();
            await raw.ConnectAsync(scene.Address.Host, scene.Address.Port);
            await raw.GetStream().WriteAsync(Encoding.UTF8.GetBytes($"{head}\r\nConnection: close\r\n\r\n"));
            try
            {
                problems.AppendLine(await new StreamReader(raw.GetStream()).ReadToEndAsync().WaitAsync(TimeSpan.FromSeconds(30)));
            }
            catch (IOException)
            {
                // The connection was reset.
            }
        }
    }

    /// <summary>What the status page shows, in each language, and the figures.</summary>
    private async Task<string> PagesAsync()
    {
        using var browser = new HttpClient { BaseAddress = scene.Page };
        var text = new StringBuilder();
        foreach (var language in Languages)
        {
            foreach (var path in new[] { "/", "/permits/mutpt1", "/permits/mutpt1x" })
            {
                text.AppendLine(await TextAsync($"{path}?lang={language}"));
            }
        }

        return text.AppendLine(await TextAsync("/health")).AppendLine(await TextAsync("/metrics")).ToString();

        async Task<string> TextAsync(string path)
        {
            using var answer = await browser.GetAsync(new Uri(path, UriKind.Relative));
            Assert.That((int)answer.StatusCode, Is.EqualTo(200).Or.EqualTo(503), path);
            return Tag().Replace(await answer.Content.ReadAsStringAsync(), " ");
        }
    }

    /// <summary>Every file of the data but databases, delivered files, and who was in the audit's entries.</summary>
    private IEnumerable<string> Readable() =>
        Directory
            .EnumerateFiles(
                scene.Service.TestInstallation.Data,
                "*",
                new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 })
            .Where(file => !file.Contains(".db", StringComparison.Ordinal) && Path.GetExtension(file) is not (".bin" or ".PTT" or ".zip"));

    private static async Task<string> ReadAsync(string file)
    {
        using var reader = new StreamReader(new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
        return await reader.ReadToEndAsync();
    }

    /// <summary>Imports a file of changes.</summary>
    private async Task ImportAsync(string name, params string[] lines)
    {
        var file = scene.Service.TestInstallation.In($"{name}.MTT");
        await File.WriteAllTextAsync(file, string.Concat(lines.Select(line => $"{line}\r\n")), Encoding.Latin1);
        (await scene.Service.RunAsync("register", "import", file)).AssertDone();
    }

    private static string Today => DateTime.UtcNow.ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    private static bool HasAddress(JsonElement person) =>
        person.GetProperty("tietoryhmat").EnumerateArray().Any(group =>
            group.GetProperty("tietoryhma").GetString() == Address && group.TryGetProperty("katunimi", out _));

    private static string Code(JsonElement element) => element.GetProperty("henkilotunnus").GetString()!;

    [GeneratedRegex("\"Xantippalainen\"")]
    private static partial Regex OwnWords();

    /// <summary>Hashes and UUIDs: among their letters are short names.</summary>
    [GeneratedRegex("[0-9a-f]{32,}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")]
    private static partial Regex Hash();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();
}
