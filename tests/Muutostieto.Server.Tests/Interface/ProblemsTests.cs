using System.Text;
using Muutostieto.Hosting.Settings;
using Muutostieto.Server.Interface;
using Muutostieto.Server.Tests.Support;
using Muutostieto.Sqlite;
using SQLitePCL;

namespace Muutostieto.Server.Tests.Interface;

/// <summary>What is not answered: each with its status and type, and no word of the request in answer or log.</summary>
public sealed class ProblemsTests
{
    private const string Changes = "/api/v1/muutokset";
    private const string Base = "/api/v1/perustiedot";
    private const string Code = "010190-900X";
    private RunningInterface? running;

    [TearDown]
    public async Task StopAsync()
    {
        if (running is not null)
        {
            await running.DisposeAsync();
            running = null;
        }
    }

    [TestCase("", "body")]
    [TestCase("{", "body")]
    [TestCase("""{"viimeisinKirjausavain":0,"010190-900X":1}""", "body")]
    [TestCase("""{"viimeisinKirjausavain":"010190-900X"}""", "viimeisinKirjausavain")]
    [TestCase("""{"viimeisinKirjausavain":0,"hetulista":["010190-900X",{"010190-900X":[]}]}""", "hetulista[1]")]
    public async Task A_malformed_request_is_refused_with_its_place(string body, string place)
    {
        running = await RunningInterface.StartAsync();
        using var client = running.NewClient();
        using var answer = await client.AskAsync(Changes, body);
        var problem = await answer.ProblemAsync(400, "malformed-request");
        Assert.That(problem.GetProperty("place").GetString(), Is.EqualTo(place));
        Assert.That(problem.GetProperty("detail").GetString(), Does.StartWith(place + ": "));
        Assert.That(problem.GetRawText(), Does.Not.Contain(Code));
        Assert.That(() => running.Logged, Is.Not.Empty.After(5000, 20));
        Assert.That(running.Logged, Has.None.Contains(Code));
    }

    [Test]
    public async Task A_day_that_is_none_is_refused()
    {
        running = await RunningInterface.StartAsync();
        using var client = running.NewClient();
        using var answer = await client.LookAsync($"/api/v1/kirjausavain/{Code}");
        Assert.That((await answer.ProblemAsync(400, "malformed-request")).GetRawText(), Does.Not.Contain(Code));
        Assert.That(() => running.Logged, Is.Not.Empty.After(5000, 20));
        Assert.That(running.Logged, Has.None.Contains(Code));
    }

    [Test]
    public async Task A_key_beyond_the_head_is_refused()
    {
        running = await RunningInterface.StartAsync();
        using var client = running.NewClient();
        using var answer = await client.AskAsync(Changes, """{"viimeisinKirjausavain":5446623423}""");
        _ = await answer.ProblemAsync(409, "key-beyond-head");
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task A_body_that_is_too_large_is_refused(bool isChunked)
    {
        running = await RunningInterface.StartAsync();
        using var client = running.NewClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, Changes) { Content = new ByteArrayContent(new byte[(16 << 20) + 1]) };
        request.Headers.TransferEncodingChunked = isChunked;
        request.Headers.ExpectContinue = true;
        using var answer = await client.SendAsync(request);
        _ = await answer.ProblemAsync(413, "body-too-large");
    }

    [TestCase("GET", "/", 404, "no-such-call")]
    [TestCase("GET", "/api/v1/kirjausavain", 404, "no-such-call")]
    [TestCase("POST", "/r1/FI/GOV/1/x/y/api/v1/muutokset", 404, "no-such-call")]
    [TestCase("GET", Changes, 405, "method-not-allowed")]
    [TestCase("PUT", Base, 405, "method-not-allowed")]
    public async Task What_is_no_call_is_refused(string method, string path, int status, string name)
    {
        running = await RunningInterface.StartAsync();
        using var client = running.NewClient(user: null);
        using var answer = await client.SendAsync(new HttpRequestMessage(new HttpMethod(method), path));
        _ = await answer.ProblemAsync(status, name);
        Assert.That(answer.Content.Headers.Allow, status == 405 ? Is.EqualTo(new[] { "POST" }) : Is.Empty);
    }

    /// <summary>Tried again: on a busy machine all guesses may be answered before the other call is sent.</summary>
    [Test]
    public async Task Who_guesses_passwords_takes_no_turn_from_others()
    {
        var comesFirst = false;
        for (var time = 0; time < 15 && !comesFirst; time++)
        {
            await StopAsync();
            running = await RunningInterface.StartAsync(new InterfaceSettings { CallsAtOnce = 1 });
            using var client = running.NewClient();
            using var first = await client.LookAsync("/api/v1/kirjausavain/2026-05-31");
            using var guessing = running.NewClient("arvaaja");
            var guesses = Enumerable.Range(0, 60).Select(_ => guessing.LookAsync("/api/v1/kirjausavain/2026-05-31")).ToList();
            using var known = await client.LookAsync("/api/v1/kirjausavain/2026-05-31");
            Assert.That((int)known.StatusCode, Is.EqualTo(200));
            comesFirst = guesses.Exists(guess => !guess.IsCompleted);
            foreach (var guess in guesses)
            {
                using var answer = await guess;
                Assert.That((int)answer.StatusCode, Is.EqualTo(401).Or.EqualTo(429));
            }
        }

        Assert.That(comesFirst, "the guesses still wait when the other call is answered");
    }

    [Test]
    public async Task Who_has_no_credentials_does_not_fill_the_log()
    {
        running = await RunningInterface.StartAsync();
        using var client = running.NewClient(user: null);
        for (var time = 0; time < 130; time++)
        {
            using var answer = await client.LookAsync("/api/v1/kirjausavain/2026-05-31");
            Assert.That((int)answer.StatusCode, Is.EqualTo(401));
        }

        // The minute may change once meanwhile.
        Assert.That(running.Logged.Count(line => line.Contains(" 401", StringComparison.Ordinal)), Is.InRange(60, 120));
        Assert.That(() => running.Logged, Has.Some.Contains("/metrics counts all").After(5000, 20));
    }

    [Test]
    public async Task Long_bodies_wait_for_each_other_and_short_ones_for_none_of_them()
    {
        using var turns = new CallTurns(new InterfaceSettings());
        using var first = await turns.TakeForAsync(16 << 20, CancellationToken.None);
        using var second = await turns.TakeForAsync(null, CancellationToken.None);
        var third = turns.TakeForAsync(1 << 20, CancellationToken.None);
        using var few = await turns.TakeForAsync((1 << 20) - 1, CancellationToken.None);
        Assert.That((few, third.IsCompleted), Is.EqualTo(((IDisposable?)null, false)));
        second!.Dispose();
        using var now = await third;
        Assert.That(now, Is.Not.Null);
    }

    [Test]
    public async Task Changes_and_base_data_share_a_quota_of_each_connection()
    {
        running = await RunningInterface.StartAsync(new InterfaceSettings { QuotaCalls = 2, QuotaSeconds = 600 });
        using var client = running.NewClient();
        using var first = await client.AskAsync(Changes, """{"viimeisinKirjausavain":0}""");
        using var second = await client.AskAsync(Base, """{"hetulista":[]}""");
        using var third = await client.AskAsync(Changes, """{"viimeisinKirjausavain":0}""");
        _ = await third.ProblemAsync(429, "quota");
        Assert.That(third.Headers.GetValues("Retry-After").Single(), Does.Match("^[1-9][0-9]{0,2}$"));
        Assert.That(third.Headers.RetryAfter!.Delta, Is.LessThanOrEqualTo(TimeSpan.FromSeconds(600)));
        using var key = await client.LookAsync("/api/v1/kirjausavain/2026-05-31");
        using var other = running.NewClient("lista");
        other.DefaultRequestHeaders.Add("X-Road-Client", SomeConnections.Client);
        using var others = await other.AskAsync(Base, """{"hetulista":[]}""");
        Assert.That(
            new[] { first, second, key, others }.Select(answer => (int)answer.StatusCode), Is.All.EqualTo(200), "a key is not counted");
    }

    [Test]
    public async Task When_the_register_is_away_the_client_may_come_again()
    {
        running = await RunningInterface.StartAsync();
        running.RegisterPath = Path.Combine(Path.GetTempPath(), "no-such-register.db");
        using var client = running.NewClient();
        using var answer = await client.AskAsync(Base, """{"hetulista":[]}""");
        Assert.That((await answer.ProblemAsync(503, "unavailable")).GetRawText(), Does.Not.Contain("no-such-register"));
        Assert.That(answer.Headers.RetryAfter!.Delta, Is.EqualTo(TimeSpan.FromSeconds(30)));
        Assert.That(() => running.Logged, Has.Some.Contains("no-such-register").After(5000, 20));
    }

    [Test]
    public async Task When_another_program_has_locked_the_register_the_client_may_come_again()
    {
        running = await RunningInterface.StartAsync();
        var code = running.Born();
        var copy = $"{running.Life.Path}.copy";
        using (var life = Open(running.Life.Path))
        {
            life.Execute($"VACUUM INTO '{copy}'");
        }

        running.RegisterPath = copy;
        using var client = running.NewClient();
        using (var writer = Open(copy))
        {
            writer.Execute("PRAGMA journal_mode = WAL; PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE;");
            using var answer = await client.AskAsync(Base, $$"""{"hetulista":["{{code}}"]}""");
            _ = await answer.ProblemAsync(503, "unavailable");
            Assert.That(answer.Headers.RetryAfter!.Delta, Is.EqualTo(TimeSpan.FromSeconds(30)));
        }

        using var again = await client.AskAsync(Base, $$"""{"hetulista":["{{code}}"]}""");
        Assert.That((await again.JsonAsync()).GetProperty("perustiedot").GetArrayLength(), Is.EqualTo(1));

        static SqliteDatabase Open(string path) => SqliteDatabase.Open(
            path, raw.SQLITE_OPEN_READWRITE, TimeSpan.FromSeconds(5), (_, message) => new IOException(message));
    }

    [Test]
    public async Task Slow_readers_and_slow_writers_are_cut()
    {
        running = await RunningInterface.StartAsync();
        var (reading, writing) = (running.Limits.MinResponseDataRate!, running.Limits.MinRequestBodyDataRate!);
        Assert.That((reading.BytesPerSecond, reading.GracePeriod), Is.EqualTo((64 * 1024, TimeSpan.FromSeconds(10))));
        Assert.That((writing.BytesPerSecond, writing.GracePeriod), Is.EqualTo((1024, TimeSpan.FromSeconds(5))));
    }

    [Test]
    public async Task A_fault_says_nothing_and_its_message_is_not_logged()
    {
        running = await RunningInterface.StartAsync();
        var code = running.Born();
        running.Audit.FailsFrom = 1;
        using var client = running.NewClient();
        using var answer = await client.AskAsync(Base, $$"""{"hetulista":["{{code}}"]}""");
        _ = await answer.ProblemAsync(500, "fault");
        Assert.That(() => running.Logged, Has.Some.Contains("IOException").After(5000, 20));
        Assert.That(running.Logged, Has.None.Contains(Code));
    }

    [Test]
    public async Task A_fault_within_an_answer_breaks_the_connection()
    {
        running = await RunningInterface.StartAsync();
        var codes = string.Join(',', Enumerable.Range(0, 3).Select(_ => $"\"{running.Born()}\""));
        running.Audit.FailsFrom = 2;
        using var client = running.NewClient();
        Assert.That(
            async () => await client.AskAsync(Base, $$"""{"hetulista":[{{codes}}]}"""), Throws.InstanceOf<HttpRequestException>());
        Assert.That(() => running.Logged, Has.Some.Contains("perustiedot 500").After(5000, 20));
    }

    [TestCase(1)]
    [TestCase(2)]
    public async Task An_answer_that_takes_too_long_is_broken_off_and_is_no_error_of_the_program(int part)
    {
        running = await RunningInterface.StartAsync();
        var codes = string.Join(',', Enumerable.Range(0, 3).Select(_ => $"\"{running.Born()}\""));
        (running.Audit.FailsFrom, running.Audit.Fails) = (part, () => new OperationCanceledException());
        using var client = running.NewClient();
        Assert.That(
            async () => await client.AskAsync(Base, $$"""{"hetulista":[{{codes}}]}"""), Throws.InstanceOf<HttpRequestException>());
        Assert.That(() => running.Logged, Has.Some.Contains("broken off").After(5000, 20));
        Assert.That(running.Logged, Has.None.Contains("error of the program"));
    }

    [Test]
    public async Task A_body_that_does_not_come_is_not_waited_for()
    {
        running = await RunningInterface.StartAsync(clock: new HastyClock());
        using var client = await running.ConnectAsync();
        var stream = client.GetStream();
        var credentials = RunningInterface.Basic("mutpT1", "pwd");
        var head = $"POST {Base} HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\nAuthorization: {credentials}\r\n\r\n{{";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head));
        using var reader = new StreamReader(stream);
        Assert.That(await reader.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(20)), Does.StartWith("HTTP/1.1 408"));
    }

    [Test]
    public async Task An_answer_begun_is_finished_when_the_service_stops()
    {
        running = await RunningInterface.StartAsync();
        var codes = string.Join(',', Enumerable.Range(0, 3).Select(_ => $"\"{running.Born()}\""));
        var release = new TaskCompletionSource();
        running.Audit.Waits = release.Task;
        using var client = running.NewClient();
        var asking = client.AskAsync(Base, $$"""{"hetulista":[{{codes}}]}""");
        Assert.That(() => running.Audit.Callers, Is.Not.Empty.After(10_000, 10));
        var stopping = running.StopAsync();
        release.SetResult();
        using var answer = await asking;
        Assert.That((await answer.JsonAsync()).GetProperty("perustiedot").GetArrayLength(), Is.EqualTo(3));
        await stopping;
    }

    [Test]
    public async Task Calls_beyond_those_at_a_time_wait()
    {
        running = await RunningInterface.StartAsync(new InterfaceSettings { CallsAtOnce = 1 });
        var code = running.Born();
        var release = new TaskCompletionSource();
        running.Audit.Waits = release.Task;
        using var client = running.NewClient();
        var first = client.AskAsync(Base, $$"""{"hetulista":["{{code}}"]}""");
        Assert.That(() => running.Audit.Callers, Has.Count.EqualTo(1).After(10_000, 10));
        var second = client.AskAsync(Base, """{"hetulista":[]}""");
        Assert.That(await Task.WhenAny(second, Task.Delay(200)), Is.Not.EqualTo(second));
        release.SetResult();
        using var one = await first;
        using var other = await second;
        Assert.That((one.IsSuccessStatusCode, other.IsSuccessStatusCode), Is.EqualTo((true, true)));
    }

    [Test]
    public void Types_are_each_one_problem() => Assert.That(Problem.All.Select(problem => problem.Type), Is.Unique);

    [TestCase("interface.md")]
    [TestCase("rajapinta.md")]
    public void The_clients_guides_have_every_type(string guide)
    {
        var rows = File.ReadLines(Path.Combine(Repository.Root, "docs", guide))
            .SkipWhile(line => line != "<!-- problems -->")
            .TakeWhile(line => line != "<!-- end of problems -->")
            .Where(line => line.StartsWith("| ", StringComparison.Ordinal))
            .Skip(1)
            .Select(line => line.Split('|'))
            .Select(cells => (cells[1].Trim(), $"urn:muutostieto:problem:{cells[2].Trim(' ', '`')}"));
        Assert.That(rows, Is.EquivalentTo(Problem.All.Select(problem => ($"{problem.Status}", problem.Type))));
    }

    [Test]
    public async Task Calls_are_counted()
    {
        running = await RunningInterface.StartAsync();
        var code = running.Born();
        using var client = running.NewClient();
        using var one = await client.AskAsync(Base, $$"""{"hetulista":["{{code}}"]}""");
        using var other = await client.AskAsync(Base, "{");
        Assert.That(() => TextAsync().Result, Does.Contain("""{connection="mutpT1",call="perustiedot",status="400"} 1""").After(5000, 20));
        Assert.That(
            await TextAsync(),
            Does.Contain("""muutostieto_interface_calls_total{connection="mutpT1",call="perustiedot",status="200"} 1""")
                .And.Contain("""muutostieto_interface_elements_total{connection="mutpT1",call="perustiedot"} 1"""));
    }

    private async Task<string> TextAsync()
    {
        using var text = new MemoryStream();
        await running!.Figures.Registry.CollectAndExportAsTextAsync(text);
        return Encoding.UTF8.GetString(text.ToArray());
    }

    /// <summary>Waits a hundredth of what is asked for.</summary>
    private sealed class HastyClock : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(callback, state, dueTime / 100, period);
    }
}
