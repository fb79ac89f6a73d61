using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Muutostieto.Server.Tests.Support;

namespace Muutostieto.Server.Tests.SelfService;

/// <summary>The page on which recipients send files, by raw HTTP.</summary>
public sealed class UploadPagesTests : CustomerFixture
{
    [TestCase("lista", "x.txt", 303)]
    [TestCase("poiminnat/asiakkaat", "x.CSV", 303)]
    [TestCase("poiminnat/asiakkaat", "x.pdf", 422)]
    [TestCase("", "x.csv", 422)]
    [TestCase("vieras", "x.txt", 404)]
    [TestCase("lista/asiakkaat", "x.csv", 404)]
    public async Task A_file_goes_where_its_recipient_may_send_it(string place, string name, int status)
    {
        var sent = await UploadAsync(await Browser.OpenAsync("/uploads"), place, name, "010190-900X\n"u8.ToArray());
        Assert.That((sent.Status, Scene.InDrop.Count), Is.EqualTo((status, status == 303 ? 1 : 0)), sent.Body);
        if (status == 303)
        {
            var page = await Browser.OpenAsync("/uploads");
            Assert.That(page.Body, Does.Contain("Waits for the next run").And.Contain(Scene.InDrop[0]).And.Not.Contain("010190"));
        }
    }

    [Test]
    public async Task The_page_names_the_setting_where_that_allows_less_than_a_list_or_a_customers_file_may_have()
    {
        var page = await Browser.OpenAsync("/uploads?lang=en");
        Assert.That(page.Body, Does.Contain("data-largest=\"1000000\"").And.Not.Contain("134.2").And.Not.Contain("16.8"));
        Assert.That(WebUtility.HtmlDecode(page.Body).Split("at most 1.0\u00A0MB"), Has.Length.EqualTo(3), page.Body);
    }

    [Test]
    public async Task A_file_that_is_sent_twice_arrives_once()
    {
        var page = await Browser.OpenAsync("/uploads");
        for (var i = 0; i < 2; i++)
        {
            Assert.That((await UploadAsync(page, "lista", "x.txt", [65])).Place, Is.EqualTo("/uploads"));
        }

        Assert.That(Scene.InDrop, Has.Count.EqualTo(1));
    }

    [TestCase("fi", "Lähetyksesi on liian suuri")]
    [TestCase("sv", "Det du skickade är för stort")]
    [TestCase("en", "What you sent is too large")]
    public async Task A_file_that_is_too_large_is_answered_in_the_users_language_and_nothing_is_kept(string language, string title)
    {
        var page = await Browser.OpenAsync($"/uploads?lang={language}");
        var sent = await UploadAsync(page, "lista", "x.txt", new byte[1_100_000]);
        Assert.That((sent.Status, sent.Body.Contains(title, StringComparison.Ordinal)), Is.EqualTo((413, true)), sent.Body);
        Assert.That(Scene.InDrop, Is.Empty);
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task A_file_that_ends_before_its_end_mark_is_not_kept_and_may_come_again(bool inFile)
    {
        var page = await Browser.OpenAsync("/uploads");
        using var whole = Multipart(page, "lista", "x.txt", new byte[5_000]);
        var bytes = await whole.ReadAsByteArrayAsync();
        var cut = inFile ? bytes.Length - 1_000 : 60;
        using var content = new ByteArrayContent(bytes[..cut]);
        content.Headers.ContentType = whole.Headers.ContentType;
        var broken = await Browser.SeeAsync(
            new HttpRequestMessage(HttpMethod.Post, new Uri(Service.Address, "/uploads")) { Content = content });
        Assert.That((broken.Status, Scene.InDrop.Count), Is.EqualTo((400, 0)));
        Assert.That((await UploadAsync(page, "lista", "x.txt", [65])).Status, Is.EqualTo(303));
        Assert.That(Scene.InDrop, Has.Count.EqualTo(1));
    }

    [TestCase("fi", "Ei aineistonhallinnassa", "Ei tiedetä, tuliko perille")]
    [TestCase("sv", "Finns inte i filöverföringen", "Okänt om den kom fram")]
    [TestCase("en", "Not in the drop", "Not known whether it arrived")]
    public async Task A_file_that_is_not_in_the_drop_or_not_looked_for_is_said_to_be_so(string language, string failed, string unsure)
    {
        Scene.Lose();
        var page = await Browser.OpenAsync($"/uploads?lang={language}");
        Assert.That(page.Body, Does.Contain(failed).And.Contain(unsure));
    }

    [Test]
    public async Task The_newest_two_hundred_are_shown_in_pages_with_the_first_of_their_refused_lines()
    {
        Scene.TakeIn(lists: 203, refusedLines: 1234);
        var (first, last) = (await Browser.OpenAsync("/uploads"), await Browser.OpenAsync("/uploads?page=9"));
        Assert.That(
            first.Body, Does.Contain("72_20260101_203.HTT").And.Contain("_154.HTT").And.Not.Contain("_153.HTT").And.Contain("?page=2"));
        Assert.That(last.Body, Does.Contain("72_20260101_53.HTT").And.Contain("72_20260101_4.HTT").And.Not.Contain("72_20260101_3.HTT"));
        Assert.That(last.Body, Does.Contain("The newest 200 files are shown."));
        Assert.That(first.Body, Does.Match("1.234 lines were refused. The first 20: 1 \\(unknown code\\), 2 ").And.Contain("20 (unknown"));
    }

    private Task<Seen> UploadAsync(Seen page, string place, string name, byte[] content) => Browser.SeeAsync(
        new HttpRequestMessage(HttpMethod.Post, new Uri(Service.Address, "/uploads")) { Content = Multipart(page, place, name, content) });

    private static MultipartFormDataContent Multipart(Seen page, string place, string name, byte[] bytes)
    {
        var content = new MultipartFormDataContent();
        foreach (var (field, value) in Browser.HiddenOf(page, "/uploads"))
        {
            content.Add(new StringContent(value), field);
        }

        content.Add(new StringContent(place, Encoding.UTF8), "place");
        var file = new ByteArrayContent(bytes);
        file.Headers.ContentType = new MediaTypeHeaderValue("text/plain");
        content.Add(file, "file", name);
        return content;
    }
}
