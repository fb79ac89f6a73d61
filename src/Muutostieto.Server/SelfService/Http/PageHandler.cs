namespace Muutostieto.Server.SelfService.Http;

/// <summary>Answers a request for a page, or a form that was sent.</summary>
internal delegate Task<PageResult> PageHandler(PageRequest request);
