using Muutostieto.SelfService.Access;
using Muutostieto.SelfService.Applications;
using Muutostieto.SelfService.Decisions;
using Muutostieto.SelfService.Orders;

namespace Muutostieto.SelfService.Tests.Support;

/// <summary>Brings applications and orders to where they are decided.</summary>
internal static class DecisionScene
{
    internal static PermitCompletion Completion { get; } = new()
    {
        Id = "tutkimus-2027",
        CustomerNumber = "2001",
        RegisterName = "UUSI",
        Drop = "default",
        Decision = "DVV/77/2026",
        ValidFrom = new DateOnly(2026, 11, 16),
        ValidTo = new DateOnly(2027, 12, 31),
    };

    internal static string PermitFile(Scene scene, string id = "tutkimus-2027") => Path.Combine(scene.Config, "permits", $"{id}.json");

    internal static DecisionService Decisions(this Scene scene, bool twoPersons = false) =>
        new(scene.Store, scene.Open, scene.Clock, twoPersons);

    internal static Matter<ApplicationContent> Submitted(this Scene scene, ApplicationContent? content = null, SelfServiceUser? user = null)
    {
        var service = new ApplicationService(scene.Store, scene.Open, scene.Clock);
        var draft = service.Create(user ?? Scene.Customer, content ?? Scene.WholeApplication);
        return service.Submit(user ?? Scene.Customer, draft.Number, draft.Version);
    }

    internal static Matter<OrderContent> SubmittedOrder(this Scene scene, OrderContent content)
    {
        var service = new OrderService(scene.Store, scene.Open, scene.Clock);
        var draft = service.Create(Scene.Customer, content);
        return service.Submit(Scene.Customer, draft.Number, draft.Version);
    }
}
