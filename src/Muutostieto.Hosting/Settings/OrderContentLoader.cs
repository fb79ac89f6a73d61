using Muutostieto.Disclosure.Permits;
using Muutostieto.Extracts.Packages;

namespace Muutostieto.Hosting.Settings;

/// <summary>Reads which data an order asks for: groups, or a package.</summary>
/// <param name="groups">The groups that there are.</param>
/// <param name="packages">By id; null when some could not be read, and then which there are is not judged.</param>
/// <param name="faults">What is wrong.</param>
internal sealed class OrderContentLoader(
    OrderableGroups groups, IReadOnlyDictionary<string, ExtractPackage>? packages, FaultCollector faults)
{
    /// <summary>The groups, none after a fault, and the package that they are of; null for an order's own.</summary>
    /// <param name="order">The order.</param>
    /// <param name="target">What its rows are; null when that could not be read.</param>
    /// <param name="permit">The order's; null when it could not be read.</param>
    internal (ExtractPackage? Package, IReadOnlyList<ProductGroup> Groups) Load(SectionReader order, OrderTarget? target, Permit? permit)
    {
        if (order.Section("content", ConfigurationKeys.OrderContent) is not { } reader)
        {
            return (null, []);
        }

        if (reader.Value("package", required: false) is null)
        {
            var content = new GroupChoiceLoader(groups.All, faults).Load(reader);
            var check = new TargetCheck(groups, faults);
            foreach (var (group, place) in content)
            {
                check.CheckGroup(target, group, place);
                Require(group, place, permit);
            }

            return (null, [.. content.Select(each => each.Group)]);
        }

        if (reader.Value("groups", required: false) is not null)
        {
            reader.Fault("groups", "the content has a package and groups", "Leave one of the two out.");
        }

        return OfPackage(reader, target, permit);
    }

    private (ExtractPackage? Package, IReadOnlyList<ProductGroup> Groups) OfPackage(
        SectionReader reader, OrderTarget? target, Permit? permit)
    {
        var id = reader.Known("package", packages?.Keys.ToArray(), "Packages are defined in config/packages.");
        if (id is null || packages?.GetValueOrDefault(id) is not { } package)
        {
            return (null, []);
        }

        if (target == OrderTarget.Customers && package is { Target: OrderTarget.Persons, Table: not null })
        {
            reader.Fault(
                "package", $"the package \"{id}\" gives a table of all residents, and the order's rows are those of a customer's file",
                "Choose another package or groups.");
        }
        else if (target is { } rows && rows != package.Target && !(rows == OrderTarget.Customers && package.Target == OrderTarget.Persons))
        {
            var name = OrdersChannelLoader.TargetNames[(int)package.Target];
            reader.Fault(
                "package", $"the package \"{id}\" is of {name}, and the order is not", $"Write \"target\": \"{name}\" in the order.");
        }

        RequireOfPackage(reader, package, permit);
        return (package, package.Groups);
    }

    private void Require(ProductGroup group, JsonPlace place, Permit? permit)
    {
        if (permit?.Orders is not { } orders)
        {
            return;
        }

        var allowed = orders.Groups.FirstOrDefault(each => each.Group == group.Group);
        if (allowed is null)
        {
            faults.Add(
                place, $"the group {group.Group} is outside of the permit \"{permit.Id}\"",
                $"The permit has: {string.Join(", ", orders.Groups.Select(each => each.Group))}. Take the group out, or have the "
                    + "permit widened.");
        }
        else if (allowed.Fields is { } fields && Beyond(group, fields) is { } field)
        {
            faults.Add(
                place, $"the field \"{field}\" of {group.Group} is outside of the permit \"{permit.Id}\"",
                $"Write {{ \"group\": \"{group.Group}\", \"fields\": [{string.Join(", ", fields.Select(each => $"\"{each}\""))}] }}.");
        }
    }

    /// <summary>Reports all that the permit lacks of a package as one fault.</summary>
    private void RequireOfPackage(SectionReader reader, ExtractPackage package, Permit? permit)
    {
        if (permit?.Orders is not { } orders)
        {
            return;
        }

        var (groupsLacking, lacking) = (new List<string>(), new List<string>());
        foreach (var group in package.Groups)
        {
            var allowed = orders.Groups.FirstOrDefault(each => each.Group == group.Group);
            if (allowed is null)
            {
                groupsLacking.Add(group.Group);
            }
            else if (allowed.Fields is { } fields && Beyond(group, fields) is { } field)
            {
                lacking.Add($"the field \"{field}\" of {group.Group}");
            }
        }

        if (groupsLacking.Count > 0)
        {
            lacking.Insert(0, $"the {(groupsLacking.Count == 1 ? "group" : "groups")} {string.Join(", ", groupsLacking)}");
        }

        if (lacking.Count > 0)
        {
            var isOne = lacking.Count == 1 && groupsLacking.Count <= 1;
            reader.Fault(
                "package",
                $"the package \"{package.Id}\" has {string.Join(" and ", lacking)}, which {(isOne ? "is" : "are")} outside of the permit "
                    + $"\"{permit.Id}\"",
                "Choose another package or groups, or have the permit widened.");
        }
    }

    /// <summary>The first field of a group that is not among those allowed; null when all are.</summary>
    private string? Beyond(ProductGroup group, IReadOnlyList<string> allowed) =>
        (group.Fields ?? [.. groups.All[group.Group].Fields]).Except(allowed).Order(StringComparer.Ordinal).FirstOrDefault();
}
