namespace Muutostieto.Disclosure.Permits;

/// <summary>The names of targets in permits, orders, packages and terms.</summary>
public static class OrderTargetNames
{
    /// <summary>In the order of <see cref="OrderTarget"/>.</summary>
    public static IReadOnlyList<string> All { get; } = ["persons", "buildings", "dwellings", "customers"];

    /// <summary>Whether what is delivered of a row is data of a person.</summary>
    public static bool IsOfPersons(this OrderTarget target) => target is OrderTarget.Persons or OrderTarget.Customers;

    public static string Of(OrderTarget target) => All[(int)target];
}
