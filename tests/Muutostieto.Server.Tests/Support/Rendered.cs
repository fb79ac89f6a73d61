using System.Text.RegularExpressions;
using System.Xml.Linq;
using Microsoft.Extensions.Logging.Abstractions;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Hosting.Status;
using Muutostieto.Server.Pages;
using Muutostieto.Server.Words;

namespace Muutostieto.Server.Tests.Support;

/// <summary>Pages as they are sent.</summary>
internal static class Rendered
{
    internal static SiteWords Finnish => Language("fi");

    internal static SiteWords Swedish => Language("sv");

    internal static SiteWords English => Language("en");

    internal static SiteWords Language(string code) => new Languages().All.Single(words => words.Code == code);

    internal static Task<string> OverviewAsync(ServiceStatus status, SiteWords words, bool refreshes = true) =>
        OfAsync<OverviewPage>(words, (nameof(OverviewPage.Status), status), (nameof(OverviewPage.Refreshes), refreshes));

    internal static Task<string> PermitAsync(PermitStatus permit, SiteWords words) =>
        OfAsync<PermitPage>(words, (nameof(PermitPage.Permit), permit));

    internal static Task<string> DeliveryAsync(Delivery delivery, DeliveryOverview overview, PermitStatus permit, SiteWords words) =>
        OfAsync<DeliveryPage>(
            words,
            (nameof(DeliveryPage.Delivery), delivery),
            (nameof(DeliveryPage.Overview), overview),
            (nameof(DeliveryPage.Permit), permit));

    /// <summary>A page with its few empty elements closed is XML.</summary>
    internal static XElement Parsed(string html) =>
        XElement.Parse(
            Regex.Replace(html.Replace("<!DOCTYPE html>", "", StringComparison.OrdinalIgnoreCase), "<(meta|link)([^>]*?)\\s*/?>", "<$1$2/>")
        );

    private static async Task<string> OfAsync<TPage>(SiteWords words, params (string Name, object? Value)[] parameters)
        where TPage : SiteComponent
    {
        using var renderer = new PageRenderer(NullLoggerFactory.Instance);
        return await renderer.RenderAsync<TPage>(words, parameters);
    }
}
