using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging.Abstractions;
using Muutostieto.SelfService.Access;
using Muutostieto.Server.SelfService.Pages;
using Muutostieto.Server.SelfService.Words;
using Muutostieto.Server.Tests.Support;
using Muutostieto.Server.Words;

namespace Muutostieto.Server.Tests.SelfService;

/// <summary>Fields of forms as those hear them who do not see the page.</summary>
public sealed partial class FieldTests
{
    private static readonly string[] Names = ["name", "reason", "from", "kind", "one", "many", "file"];

    [TestCase("fi")]
    [TestCase("sv")]
    [TestCase("en")]
    public async Task Each_field_has_its_label_and_what_describes_it_is_in_the_page(string language)
    {
        var page = await RenderAsync(language, wrong: true);
        var ids = Ids().Matches(page).Select(match => match.Groups[1].Value).ToList();
        Assert.That(ids, Is.Unique);
        foreach (var field in Fields().Matches(page).Select(match => match.Value))
        {
            var id = Ids().Match(field).Groups[1].Value;
            Assert.That(page, Does.Contain($"<label for=\"{id}\">"), field);
        }

        foreach (var described in Described().Matches(page).SelectMany(match => match.Groups[1].Value.Split(' ')))
        {
            Assert.That(ids, Does.Contain(described));
        }

        foreach (var name in Names)
        {
            Assert.That(page, Does.Contain($"<a href=\"#{name}\">Wrong {name} &lt;b&gt;</a>").And.Contain($"id=\"{name}-error\""));
            Assert.That(ids, Does.Contain(name));
        }
    }

    [Test]
    public async Task What_was_filled_in_is_there_again_and_encoded()
    {
        var page = await RenderAsync("en", wrong: false);
        Assert.That(page, Does.Contain("value=\"&quot;&gt;&lt;script&gt;\"").And.Contain("5.1.2026"));
        Assert.That(page, Does.Not.Contain("<script>").And.Not.Contain("<b>").And.Not.Contain("error-"));
        Assert.That(Regex.Matches(page, " checked"), Has.Count.EqualTo(3));
        Assert.That(page, Does.Match("<option value=\"b\"[^>]*selected"));
        Assert.That(page, Does.Contain("Page 2 of 1,234").And.Contain("href=\"/fields?page=3\""));
    }

    [TestCase("5.1.2026", 2026, 1, 5)]
    [TestCase(" 05.01.2026 ", 2026, 1, 5)]
    [TestCase("2026-01-05", 2026, 1, 5)]
    public void A_day_is_read_as_it_is_written(string text, int year, int month, int day) =>
        Assert.That(FieldText.Date(text), Is.EqualTo(new DateOnly(year, month, day)));

    [TestCase(null)]
    [TestCase("")]
    [TestCase("31.2.2026")]
    [TestCase("1/5/2026")]
    [TestCase("5.1.26")]
    public void Anything_else_is_no_day(string? text) => Assert.That(FieldText.Date(text), Is.Null);

    [TestCase("8.30", 8, 30)]
    [TestCase(" 08:30 ", 8, 30)]
    [TestCase("0.00", 0, 0)]
    [TestCase("24.00", null, null)]
    [TestCase("8", null, null)]
    [TestCase(null, null, null)]
    public void A_time_of_day_is_read_as_it_is_written(string? text, int? hour, int? minute) =>
        Assert.That(FieldText.Time(text), hour is { } h ? Is.EqualTo(new TimeOnly(h, minute!.Value)) : Is.Null);

    private static async Task<string> RenderAsync(string language, bool wrong)
    {
        var model = new FormModel()
            .Set("name", "\"><script>").Set("from", FieldText.Of(new DateOnly(2026, 1, 5))).Set("kind", "b").Set("one", "a")
            .Set("many", "a", "b");
        foreach (var name in wrong ? Names : [])
        {
            model.Fault(name, $"Wrong {name} <b>");
        }

        using var renderer = new SelfServiceRenderer(NullLoggerFactory.Instance);
        var context = new PageContext
        {
            Site = new Languages().Choose(language, null),
            Shelf = new WordShelf(),
            User = SomeUsers.Of(Role.Operator),
            Address = "/fields",
            Token = "t",
            Tasks = [],
        };
        return await renderer.RenderAsync(typeof(FieldPage), context, [(nameof(FieldPage.Model), model)]);
    }

    [GeneratedRegex("\\bid=\"([^\"]*)\"")]
    private static partial Regex Ids();

    [GeneratedRegex("aria-describedby=\"([^\"]*)\"")]
    private static partial Regex Described();

    [GeneratedRegex("""<(input type="(?!hidden)|select|textarea|input class)[^>]*>""")]
    private static partial Regex Fields();
}
