namespace Muutostieto.Cli.Service.Site;

/// <summary>What of a request counts.</summary>
/// <param name="Method">As it was sent.</param>
/// <param name="Path">Without the query.</param>
/// <param name="Language">The query's <c>lang</c>; null when there is none.</param>
/// <param name="Host">The header Host; null when there is none.</param>
/// <param name="AcceptLanguage">The header Accept-Language; null when there is none.</param>
internal sealed record SiteRequest(string Method, string Path, string? Language = null, string? Host = "localhost", string? AcceptLanguage = null);
