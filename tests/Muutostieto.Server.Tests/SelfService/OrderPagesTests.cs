using Muutostieto.SelfService.Applications;
using Muutostieto.SelfService.Orders;
using Muutostieto.Server.Tests.Support;

namespace Muutostieto.Server.Tests.SelfService;

/// <summary>The pages on which recipients order, by raw HTTP.</summary>
public sealed class OrderPagesTests : CustomerFixture
{
    [Test]
    public async Task An_order_is_drafted_counted_and_submitted()
    {
        var page = await FillAsync("/orders/new", WholeOrder);
        Assert.That(page.Address.AbsolutePath, Is.EqualTo("/orders/1"));
        Assert.That(page.Body, Does.Contain("&lt;b&gt;Aikuiset&lt;/b&gt;").And.Not.Contain("<b>"));
        var counted = await Browser.SendAsync(page, "/orders/1/count");
        Assert.That(
            counted.Body,
            Does.Contain("<p class=\"figure\">At least 10</p>").And.Contain("Price:").And.Contain("Size, CSV package:"));
        var done = await Browser.FollowAsync(await Browser.SendAsync(counted, "/orders/1/submit"));
        Assert.That(done.Body, Does.Contain("Waits for a decision"));
        Assert.That(Scene.Orders.Find(CustomerScene.Customer, 1).State, Is.EqualTo(MatterState.Submitted));
    }

    [Test]
    public async Task A_count_of_few_is_hidden_and_so_is_its_price()
    {
        var page = await FillAsync("/orders/new", [.. WholeOrder.Where(each => each.Item1 != "ageFrom"), ("ageFrom", "120")]);
        var counted = await Browser.SendAsync(page, "/orders/1/count");
        Assert.That(counted.Body, Does.Match("<p class=\"figure\">&lt;5</p>").And.Not.Contain("Price:").And.Contain("So few fit"));
    }

    [Test]
    public async Task A_recipient_that_has_counted_too_often_is_asked_to_wait()
    {
        var page = await FillAsync("/orders/new", WholeOrder);
        for (var i = 0; i < 100; i++)
        {
            _ = Scene.Orders.Preview(CustomerScene.Customer, 1, null, CancellationToken.None);
        }

        var seen = await Browser.SendAsync(page, "/orders/1/count");
        Assert.That(seen.Body, Does.Contain("100 orders counted within a day").And.Not.Contain("class=\"figure\""));
    }

    [Test]
    public async Task An_order_that_is_not_whole_says_so_at_its_fields_when_it_is_counted_or_submitted()
    {
        var page = await FillAsync("/orders/new", ("title", "Tyhjä"), ("target", "persons"), ("ageFrom", "18"));
        foreach (var action in new[] { "/orders/1/count", "/orders/1/submit" })
        {
            var back = await Browser.FollowAsync(await Browser.SendAsync(await Browser.OpenAsync("/orders/1"), action));
            Assert.That(back.Address.PathAndQuery, Is.EqualTo("/orders/1/edit?check=1"), action);
            Assert.That(back.Body, Does.Contain("href=\"#permit\"").And.Contain("id=\"permit-error\""), action);
        }

        var wrong = await Browser.SendAsync(
            await Browser.OpenAsync("/orders/1/edit"), "/orders/1/edit", [.. WholeOrder, ("ageTo", "old"), ("sampleSize", "-1")]);
        Assert.That(wrong.Status, Is.EqualTo(422));
        Assert.That(wrong.Body, Does.Contain("href=\"#ageTo\"").And.Contain("href=\"#sampleSize\"").And.Contain("value=\"old\""));
        Assert.That(page.Status, Is.EqualTo(200));
    }

    [Test]
    public async Task What_the_loader_refuses_of_an_order_is_said_at_its_field()
    {
        _ = await FillAsync("/orders/new", [.. WholeOrder.Where(each => each.Item1 is not ("municipalities" or "groups")),
            ("municipalities", "Atlantis"), ("groups", "013")]);
        var back = await Browser.OpenAsync("/orders/1/edit?check=1");
        Assert.That(back.Body, Does.Contain("id=\"municipalities-error\"").And.Contain("id=\"groups-error\""));
        Assert.That(back.Body, Does.Contain("value=\"Atlantis\""));
    }

    [Test]
    public async Task The_json_of_an_expert_counts_in_place_of_the_fields()
    {
        const string json = """
            { "purpose": "scientific-research", "where": { "age": { "from": 1 } }, "content": { "groups": ["004"] } }
            """;
        var page = await FillAsync("/orders/new", ("title", "Json"), ("permit", CustomerScene.OrdersPermit), ("json", json));
        Assert.That((await Browser.SendAsync(page, "/orders/1/count")).Body, Does.Contain("<p class=\"figure\">At least 10</p>"));
        var edit = await Browser.OpenAsync("/orders/1/edit");
        Assert.That(edit.Body, Does.Contain("<details open>").And.Contain("&quot;purpose&quot;"));
    }

    [Test]
    public async Task An_order_for_customers_files_is_not_counted()
    {
        var page = await FillAsync("/orders/new", [.. WholeOrder.Where(each => each.Item1 != "target"), ("target", "customers")]);
        Assert.That(page.Body, Does.Contain("is counted when a file has been sent").And.Not.Contain("/orders/1/count"));
    }

    [Test]
    public async Task Lists_of_orders_and_applications_have_fifty_a_page()
    {
        for (var i = 1; i <= 51; i++)
        {
            _ = Scene.Orders.Create(CustomerScene.Customer, new OrderContent { Title = $"Otsikko {i}." });
            _ = Scene.Applications.Create(CustomerScene.Customer, new ApplicationContent { Register = $"Rekisteri {i}." });
        }

        foreach (var (place, title) in new[] { ("/orders", "Otsikko"), ("/applications", "Rekisteri") })
        {
            var (first, last) = (await Browser.OpenAsync(place), await Browser.OpenAsync($"{place}?page=7"));
            Assert.That(first.Body, Does.Contain($"{title} 51.").And.Contain($"{title} 2.").And.Not.Contain($"{title} 1."));
            Assert.That(first.Body, Does.Contain($"{place}?page=2"));
            Assert.That(last.Body, Does.Contain($"{title} 1.").And.Not.Contain($"{title} 2.").And.Contain($"{place}?page=1"));
        }
    }
}
