using Muutostieto.Disclosure.Permits;
using Muutostieto.Extracts.Orders;

namespace Muutostieto.Hosting.Settings;

/// <summary>
/// Warns of orders of one recipient that together say what <see cref="ResidentsOrderCheck"/> keeps out of one: a dwelling that one says is
/// lived in, and in which the other shows no resident, has a hidden one.
/// </summary>
/// <param name="permits">By id.</param>
/// <param name="municipalities">Resolves their areas; null when they could not be read.</param>
/// <param name="today">The day whose municipalities count.</param>
/// <param name="faults">What is wrong.</param>
internal sealed class ResidentsBesideUseCheck(
    IReadOnlyDictionary<string, Permit> permits, MunicipalityDirectory? municipalities, DateOnly today, FaultCollector faults)
{
    internal void Check(IReadOnlyCollection<LoadedOrder> orders)
    {
        foreach (var use in orders.Where(order => order.Use is not null))
        {
            foreach (var residents in orders.Where(other => other != use && other.Residents is not null && Share(use.Order, other.Order)))
            {
                var place = residents.Residents!.Value;
                faults.Add(
                    use.Use!.Value,
                    $"the order says or chooses by whether buildings are lived in, and the order \"{residents.Order.Id}\" "
                        + $"({Path.GetFileName(place.File)}:{place.Line}) of the same recipient says who lives there: together they show "
                        + "where hidden persons live",
                    "Take the state of use out of this order (939, 968.kaytossaolo, \"inUse\" 01 and 05), or do not give the two to one "
                        + "recipient.",
                    FaultKind.Warning);
            }
        }
    }

    /// <summary>Whether two orders are of one recipient and of a municipality in common.</summary>
    private bool Share(ExtractOrder one, ExtractOrder other) =>
        permits.GetValueOrDefault(one.Permit) is { } left
        && permits.GetValueOrDefault(other.Permit) is { } right
        && left.Recipient == right.Recipient
        && (municipalities is null || left.Area is not ResidenceArea || right.Area is not ResidenceArea
            || AreaOf(left, municipalities).Intersect(AreaOf(right, municipalities)).Any());

    private IReadOnlyList<string> AreaOf(Permit permit, MunicipalityDirectory directory) =>
        ((ResidenceArea)permit.Area).Resolve(directory, today);
}
