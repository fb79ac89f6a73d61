using Muutostieto.Register;

namespace Muutostieto.Disclosure.Tests.Support;

/// <summary>Values whose particulars don't matter to a test; change with <c>with</c> what does.</summary>
internal static class Some
{
    /// <summary>Kajaani and Sotkamo, every group, without the right of 37 §.</summary>
    internal static DisclosureTerms Terms { get; } = new()
    {
        Municipalities = ["205", "765"],
        Groups = [.. Layouts.Catalog.Groups.Select(group => group.Code).Distinct().Select(code => new TermsGroup(code, null))],
    };

    /// <summary>As of the latest key: no person has come under a non-disclosure order since.</summary>
    internal static Protection Protection { get; } =
        new(new ProtectedPersons(new HashSet<long>(), new HashSet<long>()), _ => [], LateOrder.Refuse);

    /// <summary>Of a register in which there has never been an order.</summary>
    internal static OrderHistory NoOrders => new(() => new HashSet<long>(), () => new HashSet<string>(), _ => null, _ => []);
}
