using System.Globalization;
using Muutostieto.Deliveries.Composition;
using Muutostieto.Deliveries.Ledger;

namespace Muutostieto.Deliveries.Engine;

/// <summary>What an operator should know of how the persons of an extract were chosen. Never a person; small counts are hidden.</summary>
public static class ExtractNotices
{
    /// <summary>Each in a sentence.</summary>
    /// <param name="choice">Who was chosen.</param>
    /// <param name="near">Extracts that have nearly the same persons.</param>
    public static IEnumerable<string> Of(OrderChoice choice, IReadOnlyList<Delivery> near)
    {
        ArgumentNullException.ThrowIfNull(choice);
        ArgumentNullException.ThrowIfNull(near);
        foreach (var delivery in near)
        {
            yield return $"its recipient has nearly the same persons in {delivery.Title}: the two differ in fewer than "
                + $"{DeliveryPlanner.SmallestFrame}, and the two together show them. Is the order needed?";
        }

        if (choice.Counts.UnknownCodes > 0)
        {
            yield return $"of the order's lists {SmallCount.Shown(choice.Counts.UnknownCodes)} identity codes are unknown in the register.";
        }

        if (choice.Counts.ShortCases > 0)
        {
            yield return $"{SmallCount.Shown(choice.Counts.ShortCases)} of {SmallCount.Shown(choice.Counts.Cases ?? 0)} cases have fewer "
                + "controls than were asked for: no more match.";
        }

        if (choice is { Sample: { } sample, Counts.Cases: null } && choice.Units.Count < sample.Requested)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture, $"the sample was to have {sample.Requested:N0}; no more fit than it has.");
        }
    }
}
