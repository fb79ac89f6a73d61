using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.Http;
using Muutostieto.Hosting.Settings;
using Muutostieto.Hosting.Status;
using Muutostieto.Server.Interface;
using Muutostieto.Server.Tests.Support;

namespace Muutostieto.Server.Tests.Interface;

/// <summary>The calls over HTTP: addresses, headers, and who may ask.</summary>
public sealed class CallsTests
{
    private const string Base = "/api/v1/perustiedot";
    private RunningInterface running = null!;

    [SetUp]
    public async Task StartAsync() => running = await RunningInterface.StartAsync();

    [TearDown]
    public async Task StopAsync() => await running.DisposeAsync();

    [TestCase("")]
    [TestCase(InterfaceSettings.DefaultPrefix)]
    public async Task Every_call_is_answered_with_and_without_the_prefix(string prefix)
    {
        var code = running.Born();
        using var client = running.NewClient();
        using var key = await client.LookAsync($"{prefix}/api/v1/kirjausavain/2100-01-01");
        using var changes = await client.AskAsync($"{prefix}/api/v1/muutokset", """{"viimeisinKirjausavain":0}""");
        using var now = await client.AskAsync($"{prefix}{Base}", $$"""{"hetulista":["{{code}}"]}""");
        using var week = await client.AskAsync($"{prefix}/api/v1/perustiedot-vko", """{"kuntakoodit":["205"]}""");
        var answers = new[] { key, changes, now, week };
        Assert.That(answers.Select(answer => answer.StatusCode), Is.All.EqualTo(HttpStatusCode.OK));
        Assert.That(answers.Select(answer => answer.Content.Headers.ContentType!.ToString()), Is.All.EqualTo("application/json"));
        Assert.That((await key.JsonAsync()).GetProperty("viimeisinKirjausavain").GetInt64(), Is.EqualTo(running.Life.Now.Value));
        Assert.That((await changes.JsonAsync()).GetProperty("muutokset")[0].GetProperty("henkilotunnus").GetString(), Is.EqualTo(code));
        Assert.That((await now.JsonAsync()).GetProperty("perustiedot")[0].GetProperty("henkilotunnus").GetString(), Is.EqualTo(code));
        Assert.That((await week.JsonAsync()).GetProperty("perustiedot").GetArrayLength(), Is.EqualTo(1));
    }

    [Test]
    public async Task A_gateways_header_and_names_in_any_case_will_do_and_no_other_header_is_needed()
    {
        using var client = running.NewClient(user: null);
        using var request = new HttpRequestMessage(HttpMethod.Post, Base);
        request.Content = new ByteArrayContent("{\"hetulista\":[]}"u8.ToArray());
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", "of-the-gateway");
        request.Headers.TryAddWithoutValidation("X-AUTHORIZATION", $"{RunningInterface.Basic("lista", "pwd")}");
        request.Headers.TryAddWithoutValidation("x-road-client", SomeConnections.Client);
        using var answer = await client.SendAsync(request);
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task Wrong_credentials_of_every_kind_get_the_same_answer()
    {
        var bodies = new List<string>();
        foreach (
            var value in new[]
            {
                null, "", "Basic", "Basic ???", "Bearer x", "Basic bXV0cFQx", $"{RunningInterface.Basic("mutpT1", "pwd ")}",
                $"{RunningInterface.Basic("nobody", "pwd")}", $"{RunningInterface.Basic("mutpT1", "")}", "Basic /////w==",
                $"{RunningInterface.Basic("mutpT1", "pwd\0")}",
            })
        {
            using var client = running.NewClient(user: null);
            using var request = new HttpRequestMessage(HttpMethod.Post, Base) { Content = new StringContent("{") };
            if (value is not null)
            {
                request.Headers.TryAddWithoutValidation("Authorization", value);
            }

            using var answer = await client.SendAsync(request);
            _ = await answer.ProblemAsync(401, "credentials");
            Assert.That(answer.Headers.WwwAuthenticate.Single().Scheme, Is.EqualTo("Basic"));
            bodies.Add(await answer.Content.ReadAsStringAsync());
        }

        Assert.That(bodies.Distinct().Count(), Is.EqualTo(1));
        Assert.That(() => running.Logged, Has.Some.Contains("unknown perustiedot 401").After(5000, 20));
        Assert.That(running.Logged, Has.None.Contains("nobody"));
    }

    [Test]
    public async Task After_too_many_wrong_passwords_others_from_there_are_not_looked_at_for_a_while()
    {
        HttpResponseMessage answer;
        var times = 0;
        do
        {
            using var guessing = running.NewClient(password: $"wrong {times}");
            answer = await guessing.AskAsync(Base, "{}");
        }
        while (answer.StatusCode == HttpStatusCode.Unauthorized && ++times < 100);
        _ = await answer.ProblemAsync(429, "credentials-attempts");
        Assert.That(answer.Headers.RetryAfter!.Delta, Is.InRange(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60)));

        // The security server names each client: another one is another source, though it has not been here since the start.
        using var client = running.NewClient();
        using var same = await client.AskAsync(Base, """{"hetulista":[]}""");
        client.DefaultRequestHeaders.Add("X-Road-Client", SomeConnections.Client);
        using var other = await client.AskAsync(Base, """{"hetulista":[]}""");
        Assert.That((same.StatusCode, other.StatusCode), Is.EqualTo((HttpStatusCode.TooManyRequests, HttpStatusCode.OK)));
    }

    [TestCase(null, false)]
    [TestCase("FI/MUN/0245437-2/toinen-client", false)]
    [TestCase("FI/MUN/0245437-2", false)]
    [TestCase(SomeConnections.Client, true)]
    [TestCase("FI/MUN/0245437%2D2/testi%2Dclient", true)]
    public async Task A_client_is_one_of_those_allowed(string? name, bool isAllowed)
    {
        using var client = running.NewClient("lista");
        client.DefaultRequestHeaders.TryAddWithoutValidation("X-Road-Client", name ?? "");
        using var answer = await client.AskAsync(Base, """{"hetulista":[]}""");
        if (isAllowed)
        {
            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        }
        else
        {
            _ = await answer.ProblemAsync(403, "client-not-allowed");
        }
    }

    [Test]
    public async Task Client_and_id_are_given_back_and_the_audit_has_all_four_headers()
    {
        var code = running.Born();
        using var client = running.NewClient();
        var headers = client.DefaultRequestHeaders;
        headers.Add("X-Road-Client", SomeConnections.Client);
        headers.Add("X-Road-Id", "29f4d011-ef17-4f2f-9bb1-0452ce17d3f5");
        headers.Add("X-Road-Issue", "asia 7");
        headers.Add("X-Road-UserId", "FI010190-900X");
        using var answer = await client.AskAsync(Base, $$"""{"hetulista":["{{code}}"]}""");
        using var refused = await client.AskAsync(Base, "{");
        Assert.That(answer.Headers.GetValues("X-Road-Client"), Is.EqualTo(new[] { SomeConnections.Client }));
        Assert.That(refused.Headers.GetValues("X-Road-Id"), Is.EqualTo(new[] { "29f4d011-ef17-4f2f-9bb1-0452ce17d3f5" }));
        Assert.That(answer.Headers.Contains("X-Road-UserId"), Is.False);
        var caller = running.Audit.Callers.Single();
        Assert.That(
            (caller.Connection, caller.Client, caller.Id, caller.Issue, caller.User),
            Is.EqualTo(("mutpT1", SomeConnections.Client, "29f4d011-ef17-4f2f-9bb1-0452ce17d3f5", "asia 7", "FI010190-900X")));
        Assert.That(() => running.Logged, Has.Some.Contains("mutpT1 perustiedot 200: 1 elements, 0 absent").After(5000, 20));
        Assert.That(running.Logged, Has.Some.Contains("29f4d011").And.None.Contains("900X").And.None.Contains(code));
    }

    [Test]
    public void Of_a_header_that_is_repeated_the_last_one_counts()
    {
        var headers = new HeaderDictionary { ["x-road-client"] = new(["FI/GOV/1/a", "FI/GOV/1/b"]) };
        Assert.That(XRoadHeaders.Of(headers, XRoadHeaders.Client), Is.EqualTo("FI/GOV/1/b"));
    }

    [Test]
    public async Task The_document_needs_no_credentials_and_has_every_property_of_an_answer()
    {
        var code = running.Born();
        using var stranger = running.NewClient(user: null);
        using var answer = await stranger.LookAsync("/api/v1/openapi.json");
        var schemas = (await answer.JsonAsync()).GetProperty("components").GetProperty("schemas");
        using var client = running.NewClient();
        using var persons = await client.AskAsync(Base, $$"""{"hetulista":["{{code}}"]}""");
        using var changes = await client.AskAsync("/api/v1/muutokset", """{"viimeisinKirjausavain":0}""");
        var groups = (await persons.JsonAsync()).GetProperty("perustiedot").EnumerateArray()
            .Concat((await changes.JsonAsync()).GetProperty("muutokset").EnumerateArray())
            .SelectMany(person => person.GetProperty("tietoryhmat").EnumerateArray())
            .ToList();
        Assert.That(groups, Has.Count.GreaterThan(10));
        foreach (var group in groups)
        {
            var schema = schemas.GetProperty(group.GetProperty("tietoryhma").GetString()!).GetProperty("properties");
            Assert.That(
                group.EnumerateObject().Select(property => property.Name),
                Is.SubsetOf(schema.EnumerateObject().Select(property => property.Name)));
        }
    }

    [Test]
    public async Task What_a_connection_has_fetched_is_written_down()
    {
        _ = running.Born();
        running.Notes.Serve(["mutpT1", "lista"]);
        using var client = running.NewClient();
        using var now = await client.AskAsync(Base, """{"hetulista":[]}""");
        running.Notes.Save();
        var (fetched, idle) = (running.Memory.Read()["mutpT1"], running.Memory.Read()["lista"]);
        Assert.That((fetched.LastFetch is null, fetched.LastKey, idle.LastFetch), Is.EqualTo((false, (long?)null, (DateTimeOffset?)null)));
        using var changes = await client.AskAsync("/api/v1/muutokset", """{"viimeisinKirjausavain":0}""");
        _ = await changes.JsonAsync();
        Assert.That(() => Saved().LastKey, Is.EqualTo(running.Life.Now.Value).After(5000, 20));

        ConnectionMemory Saved()
        {
            running.Notes.Save();
            return running.Memory.Read()["mutpT1"];
        }
    }

    [Test]
    public async Task No_answer_is_kept_by_a_cache_on_the_way()
    {
        using var client = running.NewClient();
        using var answer = await client.LookAsync("/api/v1/kirjausavain/2026-05-31");
        Assert.That(answer.Headers.CacheControl!.NoStore, Is.True);
        Assert.That(answer.Headers.Contains("Server"), Is.False);
    }

    [Test]
    public async Task A_body_in_any_content_type_is_read_as_JSON()
    {
        using var client = running.NewClient();
        using var answer = await client.PostAsync(
            new Uri(Base, UriKind.Relative), new StringContent("""{"hetulista":[]}""", Encoding.UTF8, "text/plain"));
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }
}
