using Muutostieto.Disclosure.Permits;
using Muutostieto.Extracts.Orders;
using Muutostieto.Register.Buildings;

namespace Muutostieto.Hosting.Settings;

/// <summary>Reports what an order asks for that its target does not have.</summary>
/// <param name="groups">The groups that there are.</param>
/// <param name="faults">What is wrong.</param>
internal sealed class TargetCheck(OrderableGroups groups, FaultCollector faults)
{
    private static readonly string[] OfBuildings = [BuildingState.Owner, BuildingState.Residents, BuildingState.Contacts];

    /// <summary>Each group of the content must be of what the rows are.</summary>
    /// <param name="target">What the rows are; null where that could not be read, and then nothing is judged.</param>
    /// <param name="group">Of the content.</param>
    /// <param name="place">Where it is.</param>
    internal void CheckGroup(OrderTarget? target, ProductGroup group, JsonPlace place)
    {
        if (target is { } rows && !groups.Of(rows).ContainsKey(group.Group))
        {
            faults.Add(
                place, $"the group {group.Group} is not of {NameOf(rows)}, which the order's rows are",
                rows.IsOfPersons()
                    ? "Take the group out, or write \"target\": \"buildings\"."
                    : "Take the group out: the groups of buildings are in building-groups.json.");
        }
    }

    /// <summary>Who is left out are persons.</summary>
    internal static void CheckExclusion(SectionReader order, OrderTarget target, OrderExclusion? exclude)
    {
        if (!target.IsOfPersons() && exclude is not null)
        {
            order.Fault("exclude", $"\"exclude\" is of persons, and the order's rows are {NameOf(target)}", "Take \"exclude\" out.");
        }
    }

    /// <summary>An order of dwellings has them, and no persons, who are of the building.</summary>
    internal static void CheckDwellings(SectionReader order, OrderTarget? target, IReadOnlyList<ProductGroup> content)
    {
        if (target != OrderTarget.Dwellings || content.Count == 0)
        {
            return;
        }

        if (content.All(group => group.Group != BuildingState.Unit))
        {
            order.Fault(
                "content", $"the order's rows are dwellings, and the group {BuildingState.Unit} of them is missing",
                $"Add \"{BuildingState.Unit}\" to the groups.");
        }

        foreach (var group in content.Select(group => group.Group).Where(OfBuildings.Contains))
        {
            order.Fault(
                "content", $"the group {group} names persons, who may own or live in other dwellings of the building",
                "Take it out, or write \"target\": \"buildings\".");
        }
    }

    /// <summary>A building has neither sex nor age, and lives in no dwelling.</summary>
    internal static void CheckSample(SectionReader order, OrderTarget target, SampleRequest? sample)
    {
        if (target.IsOfPersons() || sample is null)
        {
            return;
        }

        if (sample.Strata is not (SampleStrata.None or SampleStrata.Municipality))
        {
            order.Fault(
                "sample", $"the strata are of persons, and the order's rows are {NameOf(target)}", "Write \"strata\": \"municipality\".");
        }

        if (sample.Controls is not null)
        {
            order.Fault("sample", $"controls are persons, and the order's rows are {NameOf(target)}", "Write \"size\" in their place.");
        }

        if (sample.PerHousehold)
        {
            order.Fault(
                "sample", $"\"perHousehold\" is of persons, and the order's rows are {NameOf(target)}", "Take \"perHousehold\" out.");
        }
    }

    /// <summary>The fixed-width form is the one of the old files, which had persons alone.</summary>
    internal static void CheckFormats(SectionReader order, OrderTarget target, IReadOnlyList<DeliveryFormat> formats)
    {
        if (!target.IsOfPersons() && formats.Contains(DeliveryFormat.Fixed))
        {
            order.Fault(
                "formats", $"the fixed-width form is of persons, and the order's rows are {NameOf(target)}",
                "Write \"formats\": [\"csv\"].");
        }
    }

    internal static string NameOf(OrderTarget target) => OrderTargetNames.Of(target);
}
