using System.Globalization;
using Muutostieto.SelfService.Access;
using Muutostieto.SelfService.Operations;
using Muutostieto.Server.SelfService.Http;
using Muutostieto.Server.SelfService.Pages;
using Muutostieto.Server.SelfService.Words;

namespace Muutostieto.Server.SelfService.Operators;

/// <summary>What the status page shows, for operators who are logged in.</summary>
internal sealed class ServicePages(OperationService operations) : IPageArea
{
    /// <summary>Below which the status page's addresses are.</summary>
    internal const string Place = "/service";

    public IReadOnlyList<PageTask> Tasks { get; } =
    [
        new(UserAction.SeeService, Place, page => page.Of<OperatorWords>().Service, page => page.Of<OperatorWords>().ServiceWhat),
    ];

    public void Map(SelfServiceRoutes routes)
    {
        routes.MapPage(Place, UserAction.SeeService, request => Task.FromResult(
            request.Show<ServicePage>((nameof(ServicePage.Status), operations.Status(request.User)))));
        routes.MapPage(Place + "/permits/{permit}", UserAction.SeeService, PermitAsync);
        routes.MapPage(Place + "/deliveries/{id}", UserAction.SeeService, DeliveryAsync);
    }

    private Task<PageResult> PermitAsync(PageRequest request) => Task.FromResult(
        operations.Status(request.User).Permits.FirstOrDefault(permit => permit.Id == request.Route("permit")) is { } permit
            ? request.Show<ServicePermitPage>((nameof(ServicePermitPage.Permit), permit))
            : request.NotFound());

    private Task<PageResult> DeliveryAsync(PageRequest request)
    {
        if (long.TryParse(request.Route("id"), NumberStyles.None, CultureInfo.InvariantCulture, out var id))
        {
            foreach (var permit in operations.Status(request.User).Permits)
            {
                if (permit.Deliveries.FirstOrDefault(known => known.Id == id) is { } overview)
                {
                    return Task.FromResult(request.Show<ServiceDeliveryPage>(
                        (nameof(ServiceDeliveryPage.Delivery), operations.Delivery(request.User, id)),
                        (nameof(ServiceDeliveryPage.Overview), overview),
                        (nameof(ServiceDeliveryPage.Permit), permit)));
                }
            }
        }

        return Task.FromResult(request.NotFound());
    }
}
