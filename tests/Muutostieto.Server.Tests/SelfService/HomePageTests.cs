using System.Net;
using System.Text.RegularExpressions;
using Muutostieto.SelfService.Access;
using Muutostieto.Server.SelfService.Words;
using Muutostieto.Server.Tests.Support;

namespace Muutostieto.Server.Tests.SelfService;

/// <summary>The front page of a user of whom the provider's claims say too little.</summary>
public sealed partial class HomePageTests : CustomerFixture
{
    [Test]
    public async Task It_says_what_the_users_claims_lack_in_the_users_language(
        [Values] Role role, [Values] bool hasRecipient, [Values] bool hasMunicipality, [Values("fi", "sv", "en")] string language)
    {
        var user = SomeUsers.Of(role) with
        {
            Recipient = hasRecipient ? "puolangan-kunta" : null,
            Municipalities = hasMunicipality ? ["620"] : [],
        };
        using var browser = Service.NewBrowser(user);
        var home = await browser.OpenAsync($"/?lang={language}");
        var (words, text) = (new FrameWords(language), WebUtility.HtmlDecode(home.Body));
        foreach (var (claim, isMissing) in new[]
        {
            (MissingClaim.Recipient, !hasRecipient && role is Role.Municipality or Role.Customer),
            (MissingClaim.Municipalities, !hasMunicipality && role is Role.Municipality),
        })
        {
            Assert.That(text.Contains(words.WhatOf(claim), StringComparison.Ordinal), Is.EqualTo(isMissing), $"{claim}");
        }
    }

    [Test]
    public async Task It_leads_to_no_page_that_is_refused([Values] Role role, [Values] bool hasRecipient)
    {
        using var browser = Service.NewBrowser(SomeUsers.Of(role) with { Recipient = hasRecipient ? "puolangan-kunta" : null });
        var home = await browser.OpenAsync("/");
        var cards = Card().Matches(home.Body).Select(card => card.Groups[1].Value).ToList();
        foreach (var place in cards)
        {
            Assert.That((await browser.OpenAsync(place)).Status, Is.EqualTo(200), place);
        }

        Assert.That(cards.Contains("/orders"), Is.EqualTo(role == Role.Customer && hasRecipient), string.Join(' ', cards));
    }

    [GeneratedRegex("<a class=\"card\" href=\"([^\"]+)\"")]
    private static partial Regex Card();
}
