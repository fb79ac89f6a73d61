using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using Muutostieto.SelfService.Access;
using Muutostieto.Server.Tests.Support;

namespace Muutostieto.Server.Tests.SelfService;

/// <summary>What forms get: a token, one turn, and limits.</summary>
public sealed class FormTests
{
    private TrialArea area = null!;
    private RunningSelfService service = null!;
    private Browser browser = null!;

    [SetUp]
    public async Task SetUp()
    {
        area = new TrialArea();
        service = await RunningSelfService.StartAsync(change: settings => settings with { UploadMegabytes = 2 }, area: area);
        browser = service.NewBrowser(SomeUsers.Of(Role.Operator));
    }

    [TearDown]
    public async Task TearDown()
    {
        browser.Dispose();
        await service.DisposeAsync();
    }

    [Test]
    public async Task A_form_is_done_once_however_often_it_is_sent_and_leads_to_the_same_place()
    {
        var page = await browser.GetAsync("/trial");
        var (first, again) = (await DoAsync(page), await DoAsync(page));
        Assert.That((first.Status, first.Place), Is.EqualTo((303, "/trial?done=x")));
        Assert.That((again.Status, again.Place, area.Done), Is.EqualTo((303, "/trial?done=x", 1)));
        await DoAsync(await browser.GetAsync("/trial"));
        Assert.That(area.Done, Is.EqualTo(2), "another form of the same page");
    }

    [Test]
    public async Task A_second_one_while_the_first_is_worked_on_does_nothing_and_says_so()
    {
        var page = await browser.GetAsync("/trial");
        var gate = new TaskCompletionSource();
        area.Gate = gate.Task;
        var sent = new[] { DoAsync(page), DoAsync(page) };

        // One of the two is refused at once; the other one waits.
        var refused = await await Task.WhenAny(sent);
        gate.SetResult();
        var answers = await Task.WhenAll(sent);
        Assert.That(refused.Status, Is.EqualTo(409), refused.Body);
        Assert.That(answers.Select(answer => answer.Status), Is.EquivalentTo(new[] { 303, 409 }));
        Assert.That(area.Done, Is.EqualTo(1));
    }

    [Test]
    public async Task A_form_with_errors_is_shown_again_with_its_values_and_may_be_sent_again()
    {
        var page = await browser.GetAsync("/trial");
        var wrong = await browser.SendAsync(page, "/trial/do", ("name", " "), ("other", "<b>"));
        Assert.That((wrong.Status, area.Done), Is.EqualTo((422, 0)));
        Assert.That(wrong.Body, Does.Contain("Correct the following").And.Contain("href=\"#name\"").And.Contain("aria-invalid=\"true\""));
        Assert.That((await DoAsync(page)).Status, Is.EqualTo(303), "the old page, by the back button");
        Assert.That((await DoAsync(wrong)).Status, Is.EqualTo(303));
    }

    [Test]
    public async Task Without_the_token_or_with_that_of_another_user_or_session_nothing_is_done()
    {
        var page = await browser.GetAsync("/trial");
        using var other = service.NewBrowser(SomeUsers.Of(Role.Operator) with { Id = "other" });
        await other.GetAsync("/trial");
        var none = await browser.PostAsync("/trial/do", KeyValuePair.Create("form", Guid.NewGuid().ToString("N")));
        var foreign = await other.SendAsync(page, "/trial/do", ("name", "x"));
        var noForm = await browser.SendAsync(
            page with { Body = page.Body.Replace("name=\"form\"", "name=\"x\"", StringComparison.Ordinal) }, "/trial/do", ("name", "x"));
        Assert.That(new[] { none.Status, foreign.Status, noForm.Status }, Is.All.EqualTo(400));
        Assert.That(none.Body, Does.Contain("The page was open too long"));
        Assert.That(area.Done, Is.Zero);
    }

    [Test]
    public async Task What_a_form_meets_is_a_page_without_a_value_and_a_number_that_the_log_has()
    {
        var page = await browser.GetAsync("/trial");
        var fault = await browser.SendAsync(page, "/trial/fail");
        Assert.That((fault.Status, fault.Body.Contains(TrialArea.Secret, StringComparison.Ordinal)), Is.EqualTo((500, false)));
        Assert.That(fault.Body, Does.Contain("The service made an error"));
        Assert.That(service.Logged, Has.Some.Contains("InvalidOperationException").And.None.Contains(TrialArea.Secret));
        Assert.That((await browser.SendAsync(page, "/trial/fail")).Status, Is.EqualTo(409), "what was done is in doubt");

        var away = await browser.SendAsync(page, "/trial/refuse");
        Assert.That(away.Status, Is.EqualTo(503));
        Assert.That(away.Body, Does.Contain("register.db: it is locked."), "an operator sees it");
        Assert.That((await browser.SendAsync(page, "/trial/refuse")).Status, Is.EqualTo(503), "nothing was done");
        Assert.That((await browser.SendAsync(page, "/trial/forbid")).Status, Is.EqualTo(404));
    }

    [Test]
    public async Task An_upload_is_read_as_it_comes_up_to_its_limit()
    {
        var page = await browser.GetAsync("/trial");
        var sent = await UploadAsync(page, 1_500_000, "..\\secret/lista.csv");
        Assert.That((sent.Status, sent.Place, area.Uploaded), Is.EqualTo((303, "/trial?file=lista.csv&note=n", 1_500_000L)));
        var again = await UploadAsync(await browser.GetAsync("/trial"), 2_500_000, "lista.csv");
        Assert.That(again.Status, Is.EqualTo(413));
        Assert.That(again.Body, Does.Contain("What you sent is too large"));
    }

    [Test]
    public async Task An_upload_that_breaks_off_is_not_done_and_may_come_again()
    {
        var page = await browser.GetAsync("/trial");
        var cookies = browser.Cookies.GetCookieHeader(service.Address);
        var body = Encoding.UTF8.GetString(await Multipart(page, 1000, "a.csv").ReadAsByteArrayAsync());
        var boundary = body[2..body.IndexOf('\r', StringComparison.Ordinal)];
        using (var client = new TcpClient("127.0.0.1", service.Address.Port))
        {
            var head = $"POST /trial/upload HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {cookies}\r\nContent-Length: {body.Length}\r\n"
                + $"Content-Type: multipart/form-data; boundary={boundary}\r\n\r\n";
            await client.GetStream().WriteAsync(Encoding.UTF8.GetBytes(head + body[..(body.Length / 2)]));
        }

        var sent = await UploadAsync(page, 1000, "a.csv");
        while (sent.Status == 409)
        {
            // The server is about to see that the first one has gone.
            await Task.Yield();
            sent = await UploadAsync(page, 1000, "a.csv");
        }

        Assert.That((sent.Status, area.Uploaded), Is.EqualTo((303, 1000L)));
    }

    [Test]
    public async Task A_form_that_is_too_large_or_of_another_kind_is_refused()
    {
        var page = await browser.GetAsync("/trial");
        var large = await browser.SendAsync(page, "/trial/do", ("name", new string('x', 70_000)));
        using var json = new StringContent("{}", Encoding.UTF8, "application/json");
        var other = await browser.SeeAsync(
            new HttpRequestMessage(HttpMethod.Post, new Uri(service.Address, "/trial/do")) { Content = json });
        Assert.That((large.Status, other.Status, area.Done), Is.EqualTo((413, 415, 0)));
    }

    private Task<Seen> DoAsync(Seen page) => browser.SendAsync(page, "/trial/do", ("name", "x"));

    private Task<Seen> UploadAsync(Seen page, int length, string name) => browser.SeeAsync(
        new HttpRequestMessage(HttpMethod.Post, new Uri(service.Address, "/trial/upload")) { Content = Multipart(page, length, name) });

    private static MultipartFormDataContent Multipart(Seen page, int length, string name)
    {
        var content = new MultipartFormDataContent();
        foreach (var (field, value) in Browser.HiddenOf(page, "/trial/upload"))
        {
            content.Add(new StringContent(value), field);
        }

        content.Add(new StringContent("n"), "note");
        var file = new ByteArrayContent(new byte[length]);
        file.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        content.Add(file, "file", name);
        return content;
    }
}
