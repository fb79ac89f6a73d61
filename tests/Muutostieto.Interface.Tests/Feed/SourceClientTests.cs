using System.Globalization;
using System.Text;
using Muutostieto.Interface.Feed;
using Muutostieto.Interface.Tests.Support;
using Muutostieto.Records;

namespace Muutostieto.Interface.Tests.Feed;

/// <summary>How an interface is called over a real connection, and what becomes of its faults.</summary>
public sealed class SourceClientTests
{
    private const string Password = "s3cret-of-the-feed";
    private const string Page = """{"viimeisinKirjausavain":9,"muutokset":[],"ajanTasalla":true}""";
    private static readonly DateOnly Day = new(2026, 6, 1);

    [Test]
    public async Task A_call_has_the_clients_name_password_and_body()
    {
        using var server = new SourceServer(SourceServer.Says(200, Page));
        var client = Client(server, source => source with { XRoadClient = "FI/MUN/0000000-0/kainuu" });
        using var page = await client.ChangesAsync(5, ["010190-900P"], CancellationToken.None).ConfigureAwait(false);
        var call = server.Calls.Single();
        Assert.Multiple(() =>
        {
            Assert.That(page.Key, Is.EqualTo(9));
            Assert.That(call, Does.StartWith("POST /r1/api/v1/muutokset HTTP/1.1\r\n"));
            Assert.That(call, Does.Contain("X-Road-Client: FI/MUN/0000000-0/kainuu\r\n"));
            Assert.That(
                call,
                Does.Contain($"Authorization: Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes("kainuu:" + Password))}\r\n"));
            Assert.That(call, Does.Contain("Content-Type: application/json\r\n"));
            Assert.That(call, Does.EndWith("""{"viimeisinKirjausavain":5,"hetulista":["010190-900P"]}"""));
        });
    }

    [TestCase("9")]
    [TestCase("\"9\"")]
    public async Task A_key_is_a_number_or_a_text_of_one(string key)
    {
        using var server = new SourceServer(SourceServer.Says(200, $$"""{"viimeisinKirjausavain":{{key}}}"""));
        Assert.That(await Client(server).KeyAsync(Day, CancellationToken.None).ConfigureAwait(false), Is.EqualTo(9));
        Assert.That(server.Calls.Single(), Does.StartWith("GET /r1/api/v1/kirjausavain/2026-06-01 "));
    }

    [TestCase(401, FailureKind.Usage)]
    [TestCase(403, FailureKind.Usage)]
    [TestCase(409, FailureKind.Integrity)]
    [TestCase(400, FailureKind.Fault)]
    [TestCase(404, FailureKind.Fault)]
    [TestCase(301, FailureKind.Fault)]
    public async Task What_cannot_become_better_is_a_failure_at_once(int status, FailureKind kind)
    {
        using var server = new SourceServer(SourceServer.Says(status, "{}", "Retry-After: 1"));
        var failure = await FailureAsync(server).ConfigureAwait(false);
        Assert.Multiple(() =>
        {
            Assert.That(failure.Kind, Is.EqualTo(kind));
            Assert.That(failure.Message, Does.Contain(status.ToString(CultureInfo.InvariantCulture)));
            Assert.That(server.Calls, Has.Count.EqualTo(1));
        });
    }

    [TestCase(307)]
    [TestCase(302)]
    public async Task Credentials_go_nowhere_else(int status)
    {
        using var elsewhere = new SourceServer(SourceServer.Says(200, Page));
        using var server = new SourceServer(SourceServer.Says(status, "", $"Location: {elsewhere.Url}/muutokset"));
        Assert.That((await FailureAsync(server).ConfigureAwait(false)).Kind, Is.EqualTo(FailureKind.Fault));
        Assert.That(elsewhere.Calls, Is.Empty);
    }

    [Test]
    public async Task An_answer_that_unpacks_without_end_is_no_page_and_is_not_asked_for_again()
    {
        using var server = new SourceServer(SourceServer.Unpacks(300));
        var failure = await FailureAsync(server).ConfigureAwait(false);
        Assert.Multiple(() =>
        {
            Assert.That(failure.Kind, Is.EqualTo(FailureKind.Integrity));
            Assert.That(failure.Message, Does.Contain("larger than 256 MB").And.Contain("Check that Feed.url"));
            Assert.That(server.Calls, Has.Count.EqualTo(1));
        });
    }

    private static IEnumerable<TestCaseData> Passing() =>
        [
            new TestCaseData(SourceServer.Says(500)).SetArgDisplayNames("500"),
            new TestCaseData(SourceServer.Says(502)).SetArgDisplayNames("502"),
            new TestCaseData(SourceServer.Says(408)).SetArgDisplayNames("408"),
            new TestCaseData(SourceServer.Says(429)).SetArgDisplayNames("429 without a time"),
            new TestCaseData(SourceServer.IsReset()).SetArgDisplayNames("reset"),
            new TestCaseData(SourceServer.IsCut(Page)).SetArgDisplayNames("shorter than its length"),
            new TestCaseData(SourceServer.Says(200, Page[..20])).SetArgDisplayNames("half of the JSON"),
            new TestCaseData(SourceServer.IsSilent()).SetArgDisplayNames("silence"),
            new TestCaseData(SourceServer.IsSilent(Page[..20])).SetArgDisplayNames("silence in the middle"),
        ];

    [TestCaseSource(nameof(Passing))]
    public async Task A_passing_fault_is_asked_again(Func<Stream, System.Net.Sockets.Socket, CancellationToken, Task> fault)
    {
        using var server = new SourceServer(fault, fault, SourceServer.Says(200, Page));
        var waits = new List<string>();
        using var client = new SourceClient(
            Source(server) with { Silence = TimeSpan.FromMilliseconds(150) },
            (what, _) => waits.Add(what));
        using var page = await client.ChangesAsync(5, null, CancellationToken.None).ConfigureAwait(false);
        Assert.Multiple(() =>
        {
            Assert.That(page.Key, Is.EqualTo(9));
            Assert.That(server.Calls, Has.Count.EqualTo(3));
            Assert.That(waits, Has.Count.EqualTo(2));
        });
    }

    [Test]
    public async Task A_fault_that_lasts_is_transient_at_last()
    {
        using var server = new SourceServer(SourceServer.Says(503));
        var failure = await FailureAsync(server).ConfigureAwait(false);
        Assert.Multiple(() =>
        {
            Assert.That(failure.Kind, Is.EqualTo(FailureKind.Transient));
            Assert.That(failure.Message, Does.Contain("status 503").And.Contain("asked 4 times"));
            Assert.That(server.Calls, Has.Count.EqualTo(4));
        });
    }

    [Test]
    public async Task A_source_that_is_not_there_is_transient()
    {
        var source = default(FeedSource);
        using (var server = new SourceServer(SourceServer.Says(200)))
        {
            source = Source(server);
        }

        using var client = new SourceClient(source);
        var failure = await Assert.ThrowsAsync<MuutostietoException>(() => client.KeyAsync(Day, CancellationToken.None))
            .ConfigureAwait(false);
        Assert.That(failure!.Kind, Is.EqualTo(FailureKind.Transient));
    }

    [TestCase("Retry-After: 1")]
    [TestCase("Retry-After: Mon, 01 Jun 2026 10:00:01 GMT|Date: Mon, 01 Jun 2026 10:00:00 GMT")]
    public async Task A_busy_source_is_asked_when_it_says(string headers)
    {
        using var server = new SourceServer(
            SourceServer.Says(429, "{}", headers.Split('|')),
            SourceServer.Says(200, Page));
        var waits = new List<TimeSpan>();
        using var client = new SourceClient(Source(server), (_, wait) => waits.Add(wait));
        using var page = await client.ChangesAsync(5, null, CancellationToken.None).ConfigureAwait(false);
        Assert.That(waits, Is.EqualTo(new[] { TimeSpan.FromSeconds(1) }));
    }

    [TestCase("Retry-After: 601")]
    [TestCase("Retry-After: Mon, 01 Jun 2026 10:10:01 GMT|Date: Mon, 01 Jun 2026 10:00:00 GMT")]
    public async Task A_source_that_wants_too_long_a_wait_is_given_up(string headers)
    {
        using var server = new SourceServer(SourceServer.Says(429, "{}", headers.Split('|')));
        var failure = await FailureAsync(server).ConfigureAwait(false);
        Assert.Multiple(() =>
        {
            Assert.That(failure.Kind, Is.EqualTo(FailureKind.Transient));
            Assert.That(failure.Message, Does.Contain("601 s").And.Not.Contain("times"));
            Assert.That(server.Calls, Has.Count.EqualTo(1));
        });
    }

    [Test]
    public async Task Base_data_that_break_off_are_shown_from_the_beginning_again()
    {
        const string Whole = """{"perustiedot":[1,2,3],"poimintapv":"2026-05-31"}""";
        using var server = new SourceServer(
            SourceServer.IsCut(Whole[..^24]), SourceServer.IsSilent(Whole[..20]), SourceServer.Says(200, Whole));
        var shown = new List<int>();
        var client = Client(server, source => source with { Silence = TimeSpan.FromMilliseconds(150) });
        var day = await client.WeeklyAsync(["205"], shown.Clear, element => shown.Add(element.GetInt32()), CancellationToken.None)
            .ConfigureAwait(false);
        Assert.Multiple(() =>
        {
            Assert.That(day, Is.EqualTo(new DateOnly(2026, 5, 31)));
            Assert.That(shown, Is.EqualTo(new[] { 1, 2, 3 }));
            Assert.That(server.Calls, Has.Count.EqualTo(3).And.All.EndsWith("""{"kuntakoodit":["205"]}"""));
        });
    }

    [TestCase(""" {"perustiedot":[]} """)]
    [TestCase(""" {"perustiedot":[],"poimintapv":"today"} """)]
    [TestCase(""" {"poimintapv":"2026-05-31"} """)]
    [TestCase(""" [] """)]
    public async Task Base_data_of_another_shape_are_a_fault(string answer)
    {
        using var server = new SourceServer(SourceServer.Says(200, answer));
        var failure = (await Assert.ThrowsAsync<MuutostietoException>(() =>
            Client(server).WeeklyAsync(["205"], () => { }, _ => { }, CancellationToken.None)).ConfigureAwait(false))!;
        Assert.That(failure.Kind, Is.EqualTo(FailureKind.Fault));
        Assert.That(server.Calls, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_stop_ends_a_call()
    {
        using var server = new SourceServer(SourceServer.IsSilent());
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        await Assert.ThatAsync(
            () => Client(server).ChangesAsync(5, null, stop.Token),
            Throws.InstanceOf<OperationCanceledException>()).ConfigureAwait(false);
    }

    private static async Task<MuutostietoException> FailureAsync(SourceServer server)
    {
        using var client = Client(server);
        var failure = (await Assert.ThrowsAsync<MuutostietoException>(
            () => client.ChangesAsync(5, ["010190-900P"], CancellationToken.None)).ConfigureAwait(false))!;
        var all = failure.ToString();
        Assert.That(all, Does.Not.Contain(Password), "the password is in no message");
        Assert.That(all, Does.Not.Contain(Convert.ToBase64String(Encoding.UTF8.GetBytes("kainuu:" + Password))));
        Assert.That(failure.Message, Does.StartWith($"feed {server.Url}/muutokset: "));
        Assert.That(failure.Message, Does.Not.Contain("010190-900P"), "no person is in a message");
        return failure;
    }

    private static SourceClient Client(SourceServer server, Func<FeedSource, FeedSource>? change = null) =>
        new((change ?? (source => source))(Source(server)));

    private static FeedSource Source(SourceServer server) => new()
    {
        Url = server.Url,
        User = "kainuu",
        Password = Password,
        Scope = FeedScope.List,
        Retries = 3,
        RetryDelay = TimeSpan.FromMilliseconds(1),
    };
}
