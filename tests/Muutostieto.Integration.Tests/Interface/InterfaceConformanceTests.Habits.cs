using System.Net;
using System.Text.Json;
using Muutostieto.Interface.Tests.Support;

namespace Muutostieto.Integration.Tests.Interface;

/// <content>How public clients ask.</content>
public sealed partial class InterfaceConformanceTests
{
    [Test]
    public async Task Who_asks_again_with_the_old_key_gets_the_same_page()
    {
        foreach (var key in new[] { 1, Key(pages[0]) })
        {
            var page = await area.AskAsync("muutokset", $$"""{"viimeisinKirjausavain":{{key}}}""");
            var again = await area.AskAsync("muutokset", $$"""{"viimeisinKirjausavain":{{key}}}""");
            Assert.That(again.GetRawText(), Is.EqualTo(page.GetRawText()));
        }
    }

    [TestCase("9223372036854775807", 409, "key-beyond-head")]
    [TestCase("9223372036854775808", 400, "malformed-request")]
    [TestCase("\"1\"", 400, "malformed-request")]
    public async Task A_key_is_a_number_of_64_bits(string key, int status, string name)
    {
        using var answer = await area.SendAsync("muutokset", $$"""{"viimeisinKirjausavain":{{key}}}""");
        _ = await answer.AssertProblemAsync(status, name);
    }

    [Test]
    public async Task An_area_and_a_list_get_the_same_groups_of_who_has_no_order()
    {
        var free = people.Where(person => !person.Groups().Any(group => group.Name() == "TURVAKIELTO")).Take(100).ToList();
        var listed = await list.AskAsync("perustiedot", $"{{{free.Select(Code).List()}}}");
        Assert.That(
            listed.GetProperty("perustiedot").EnumerateArray().Select(ForAll),
            Is.EqualTo(free.Select(ForAll)));
    }

    /// <summary>A person's groups but for those that the right of 37 § alone gets.</summary>
    private static string ForAll(JsonElement person) =>
        string.Concat(person.Groups().Where(group => group.Name() != "EDELLINEN_KOTIKUNTA").Select(group => group.GetRawText()));

    [Test]
    public async Task Headers_of_a_gateway_do_not_matter_and_those_of_former_years_give_no_access()
    {
        using var gateway = scene.NewClient();
        gateway.DefaultRequestHeaders.Add("X-API-KEY", "avain");
        gateway.DefaultRequestHeaders.Accept.Clear();
        gateway.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        using var answer = await gateway.SendAsync("perustiedot", """{"hetulista":[]}""");
        using var former = scene.NewClient(user: null);
        former.DefaultRequestHeaders.Add("MUTP-Tunnus", "mutpT1");
        former.DefaultRequestHeaders.Add("MUTP-Salasana", "pwd");
        using var refused = await former.SendAsync("perustiedot", """{"hetulista":[]}""");
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        _ = await refused.AssertProblemAsync(401, "credentials");
        Assert.That(refused.ReasonPhrase, Is.EqualTo("Unauthorized"), "all that some clients look at");
    }
}
