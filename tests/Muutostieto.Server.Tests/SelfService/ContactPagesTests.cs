using Muutostieto.SelfService.Access;
using Muutostieto.Server.Tests.Support;

namespace Muutostieto.Server.Tests.SelfService;

/// <summary>The pages of contact persons and of notices, by raw HTTP.</summary>
public sealed class ContactPagesTests : CustomerFixture
{
    [Test]
    public async Task Contact_persons_are_added_changed_and_removed()
    {
        var again = await Browser.SendAsync(
            await Browser.OpenAsync("/contacts/new"), "/contacts/new", ("kind", "Sideways"), ("name", ""), ("email", "x"), ("phone", "+"));
        Assert.That(again.Status, Is.EqualTo(422));
        Assert.That(
            again.Body,
            Does.Contain("href=\"#kind\"").And.Contain("href=\"#name\"").And.Contain("href=\"#email\"").And.Contain("href=\"#phone\""));
        var list = await Browser.FollowAsync(await Browser.SendAsync(
            again, "/contacts/new", ("kind", "Billing"), ("name", "<b>Testi</b>"), ("email", "t@e.example")));
        Assert.That(list.Body, Does.Contain("&lt;b&gt;Testi&lt;/b&gt;").And.Contain("Invoices").And.Not.Contain("<b>"));
        var (edit, late) = (await Browser.OpenAsync("/contacts/1"), await Browser.OpenAsync("/contacts/1"));
        Assert.That(edit.Body, Does.Contain("value=\"t@e.example\""));
        list = await Browser.FollowAsync(await Browser.SendAsync(
            edit, "/contacts/1", ("kind", "Content"), ("name", "Toinen"), ("email", "t@e.example")));
        Assert.That(list.Body, Does.Contain("Toinen").And.Contain("Contents and permits"));
        Assert.That(
            (await Browser.SendAsync(late, "/contacts/1", ("kind", "Content"), ("name", "Kolmas"), ("email", "t@e.example"))).Status,
            Is.EqualTo(409));
        list = await Browser.FollowAsync(await Browser.SendAsync(await Browser.OpenAsync("/contacts/1/remove"), "/contacts/1/remove"));
        Assert.That(list.Body, Does.Contain("No contact persons"));
    }

    [Test]
    public async Task A_notice_is_published_read_in_each_language_changed_and_removed()
    {
        using var publisher = Service.NewBrowser(SomeUsers.Of(Role.Operator));
        (string, string)[] texts = [("fi", "Katko <b>"), ("sv", "Avbrott"), ("en", "Break\nagain")];
        var again = await publisher.SendAsync(
            await publisher.OpenAsync("/publish/new"),
            "/publish/new",
            [.. texts.Where(each => each.Item1 != "sv"), ("from", "x"), ("to", "1.1.2020"), ("toTime", "25.00")]);
        Assert.That(again.Status, Is.EqualTo(422));
        Assert.That(again.Body, Does.Contain("href=\"#from\"").And.Contain("href=\"#toTime\""));
        again = await publisher.SendAsync(
            again, "/publish/new", [.. texts.Where(each => each.Item1 != "sv"), ("from", "2.1.2026"), ("to", "1.1.2026")]);
        Assert.That(again.Body, Does.Contain("href=\"#sv\"").And.Contain("href=\"#to\""));
        Assert.That((await publisher.SendAsync(again, "/publish/new", texts)).Place, Is.EqualTo("/publish"));
        foreach (var (language, text) in new[] { ("fi", "Katko &lt;b&gt;"), ("sv", "Avbrott"), ("en", "Break&#xA;again") })
        {
            Assert.That((await Browser.OpenAsync($"/notices?lang={language}")).Body, Does.Contain(text).And.Not.Contain("<b>"));
        }

        // One that is not shown yet is the operators' alone.
        var (edit, late) = (await publisher.OpenAsync("/publish/1"), await publisher.OpenAsync("/publish/1"));
        Assert.That(
            (await publisher.SendAsync(edit, "/publish/1", [.. texts, ("from", "1.1.2199"), ("fromTime", "8.30")])).Status,
            Is.EqualTo(303));
        Assert.That((await Browser.OpenAsync("/notices")).Body, Does.Contain("There are no notices now"));
        Assert.That((await publisher.SendAsync(late, "/publish/1", texts)).Status, Is.EqualTo(409));
        Assert.That((await publisher.OpenAsync("/publish/1")).Body, Does.Contain("value=\"1.1.2199\"").And.Contain("value=\"8.30\""));
        var gone = await publisher.FollowAsync(await publisher.SendAsync(
            await publisher.OpenAsync("/publish/1/remove"), "/publish/1/remove"));
        Assert.That(gone.Body, Does.Contain("No notices have been written"));
    }
}
