using Muutostieto.Deliveries.Ledger;
using Muutostieto.Deliveries.Terms;
using Muutostieto.Disclosure;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Disclosure.Purposes;

namespace Muutostieto.Deliveries.Tests.Engine;

/// <summary>A permit of orders in an engine of its own, and residents of its area, some of them in its extracts.</summary>
internal sealed class OrderedScene : IDisposable
{
    internal OrderedScene(NonDisclosureRight right = NonDisclosureRight.None)
    {
        Engine = new EngineScene(Permit(right)) { Selection = Selection };
        (Chosen, Others) = ([.. Born(6)], [.. Born(3)]);
        Selection.Persons = Chosen;
    }

    internal EngineScene Engine { get; }

    internal ChosenSelection Selection { get; } = new();

    /// <summary>Those in the extracts.</summary>
    internal IReadOnlyList<long> Chosen { get; }

    /// <summary>Residents of the area who are not.</summary>
    internal IReadOnlyList<long> Others { get; }

    internal static ExtractRequest Request(string id = "otos", params string[] groups) => new()
    {
        Order = id,
        Purpose = "scientific-research",
        Text = $$"""{"id":"{{id}}"}""",
        Groups = [.. (groups.Length > 0 ? groups : ["004", "101"]).Select(group => new TermsGroup(group, null))],
        Formats = ["csv"],
    };

    /// <summary>The extract of an order, planned.</summary>
    internal Delivery Plan(ExtractRequest? request = null, bool again = false)
    {
        Engine.Register.Commit();
        return Engine.Engine.Planner.Extract(Engine.Permits[0], request ?? Request(), again, null, CancellationToken.None);
    }

    internal Task<Delivery> PublishAsync(ExtractRequest? request = null) => Engine.FinishAsync(Plan(request));

    public void Dispose() => Engine.Dispose();

    private IEnumerable<long> Born(int count) => Enumerable.Range(0, count).Select(_ => Engine.Events.Born("205"));

    private static Permit Permit(NonDisclosureRight right) => new()
    {
        Id = "tutkimus",
        Recipient = "tutkimus",
        ValidFrom = new DateOnly(2026, 1, 1),
        CustomerNumber = "38950",
        RegisterName = "TUTKIMUS",
        Area = new MunicipalityArea(["205", "290"]),
        Product = "",
        NonDisclosureRight = right,
        Orders = new OrdersChannel
        {
            Purposes = [Purpose.ScientificResearch],
            Groups = [.. Layouts.Catalog.Groups.Select(group => group.Code).Distinct().Select(code => new ProductGroup(code, null))],
            Targets = [OrderTarget.Persons],
            Formats = [DeliveryFormat.Csv],
            Drop = "default",
        },
    };
}
