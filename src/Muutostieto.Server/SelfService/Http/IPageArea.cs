using Muutostieto.Server.SelfService.Pages;

namespace Muutostieto.Server.SelfService.Http;

/// <summary>Pages that belong together, of one kind of user mostly.</summary>
internal interface IPageArea
{
    /// <summary>What front page and navigation name, in their order.</summary>
    IReadOnlyList<PageTask> Tasks { get; }

    /// <summary>Declares the addresses. Called once.</summary>
    void Map(SelfServiceRoutes routes);
}
