using System.Text.Json;
using Muutostieto.Server.Tests.Support;

namespace Muutostieto.Server.Tests.Interface;

/// <summary>
/// Orders that are entered while an answer is on its way, as the guide says: what has left is left, what leaves from then on is masked. A
/// part has two persons here.
/// </summary>
public sealed class OrderMeanwhileTests
{
    [TestCase(1, new[] { true, true, true, true, true, true })]
    [TestCase(2, new[] { false, false, true, true, true, true })]
    [TestCase(3, new[] { false, false, false, false, true, true })]
    public async Task An_order_masks_every_part_that_has_not_left_when_it_is_entered(int part, bool[] masked)
    {
        await using var running = await RunningInterface.StartAsync();
        var persons = Enumerable.Range(0, 6).Select(_ => running.Events.Born("205")).ToList();
        running.Life.Commit();
        var isEntered = false;
        running.Audit.Meanwhile = note =>
        {
            if (note.Part == part && !isEntered)
            {
                persons.ForEach(person => running.Events.Protect(person));
                running.Life.Commit();
                isEntered = true;
            }
        };
        using var client = running.NewClient();
        using var answer = await client.AskAsync("/api/v1/perustiedot-vko", """{"kuntakoodit":["205"]}""");
        var elements = (await answer.JsonAsync()).GetProperty("perustiedot").EnumerateArray().ToList();
        Assert.That(elements.Select(IsMasked), Is.EqualTo(masked));
        Assert.That(
            elements.Select(element => element.GetProperty("henkilotunnus").GetString()),
            Is.EqualTo(persons.Select(person => running.Life.Current(person).IdentityCode)));
    }

    private static bool IsMasked(JsonElement person)
    {
        var home = person.GetProperty("tietoryhmat").EnumerateArray()
            .Single(group => group.GetProperty("tietoryhma").GetString() == "VAKINAINEN_KOTIMAINEN_OSOITE");
        Assert.That(home.TryGetProperty("katunimi", out _), Is.Not.EqualTo(home.TryGetProperty("turvakiellonAlaisetKentat", out _)));
        return !home.TryGetProperty("katunimi", out _);
    }
}
