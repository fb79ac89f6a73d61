using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;

namespace Muutostieto.Server.Tests.Support;

/// <summary>What a browser does of HTTP: keeps cookies, follows redirects one by one, and sends forms with their hidden fields.</summary>
internal sealed partial class Browser : IDisposable
{
    private readonly HttpClient client;

    /// <param name="address">Of the site.</param>
    /// <param name="trusted">The one certificate that is trusted; null: HTTP.</param>
    internal Browser(Uri address, X509Certificate2? trusted = null)
    {
        Cookies = new CookieContainer();
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = Cookies };
        if (trusted is not null)
        {
            handler.SslOptions.CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                RevocationMode = X509RevocationMode.NoCheck,
                CustomTrustStore = { trusted },
            };
        }

        client = new HttpClient(handler) { BaseAddress = address, Timeout = TimeSpan.FromSeconds(120) };
        client.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");
    }

    internal CookieContainer Cookies { get; }

    internal HttpClient Client => client;

    /// <summary>Asks for one address and follows nothing.</summary>
    internal Task<Seen> GetAsync(string place) =>
        SeeAsync(new HttpRequestMessage(HttpMethod.Get, new Uri(client.BaseAddress!, place)));

    /// <summary>Asks, and goes where it is sent.</summary>
    internal async Task<Seen> OpenAsync(string place) => await FollowAsync(await GetAsync(place));

    /// <summary>Sends the form of a page that goes to an address, with its hidden fields, and follows nothing.</summary>
    /// <param name="page">What the browser shows.</param>
    /// <param name="action">Where the form goes.</param>
    /// <param name="fields">What the user fills in.</param>
    internal async Task<Seen> SendAsync(Seen page, string action, params (string Name, string Value)[] fields)
    {
        var hidden = HiddenOf(page, action).Select(field => KeyValuePair.Create(field.Name, field.Value));
        return await PostAsync(
            new Uri(page.Address, action).AbsoluteUri,
            [.. hidden, .. fields.Select(field => KeyValuePair.Create(field.Name, field.Value))]);
    }

    /// <summary>The hidden fields of the form of a page that goes to an address.</summary>
    internal static IEnumerable<(string Name, string Value)> HiddenOf(Seen page, string action)
    {
        var form = FormPattern().Matches(page.Body).FirstOrDefault(form => form.Groups["action"].Value == action);
        Assert.That(form, Is.Not.Null, $"no form to {action} in {page.Address}:\n{page.Body}");
        return HiddenPattern().Matches(form!.Value).Select(each => (
            WebUtility.HtmlDecode(each.Groups["name"].Value), WebUtility.HtmlDecode(each.Groups["value"].Value)));
    }

    internal Task<Seen> PostAsync(string place, params KeyValuePair<string, string>[] fields) => SeeAsync(
        new HttpRequestMessage(HttpMethod.Post, new Uri(client.BaseAddress!, place)) { Content = new FormUrlEncodedContent(fields) });

    internal async Task<Seen> FollowAsync(Seen seen)
    {
        for (var hops = 0; seen.Place is { } place; hops++)
        {
            Assert.That(hops, Is.LessThan(10), place);
            seen = await SeeAsync(new HttpRequestMessage(HttpMethod.Get, new Uri(seen.Address, place)));
        }

        return seen;
    }

    internal async Task<Seen> SeeAsync(HttpRequestMessage request)
    {
        using var answer = await client.SendAsync(request);
        return new Seen(
            request.RequestUri!,
            (int)answer.StatusCode,
            answer.Headers.Location?.OriginalString,
            await answer.Content.ReadAsStringAsync(),
            answer.Headers.Concat(answer.Content.Headers).ToDictionary(
                header => header.Key, header => string.Join('\n', header.Value), StringComparer.OrdinalIgnoreCase));
    }

    public void Dispose() => client.Dispose();

    [GeneratedRegex("""<form[^>]*action="(?<action>[^"]*)".*?</form>""", RegexOptions.Singleline)]
    private static partial Regex FormPattern();

    [GeneratedRegex("""<input type="hidden" name="(?<name>[^"]*)" value="(?<value>[^"]*)" ?/?>""")]
    private static partial Regex HiddenPattern();
}
