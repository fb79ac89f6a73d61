using Muutostieto.Server.Http;

namespace Muutostieto.Server.SelfService;

/// <summary>Style and script of the pages, which are part of the program.</summary>
internal static class SelfServiceFiles
{
    internal static SiteAnswer Style { get; } = SiteFiles.Read("selfservice.css", "text/css; charset=utf-8");

    internal static SiteAnswer Script { get; } = SiteFiles.Read("selfservice.js", "text/javascript; charset=utf-8");
}
