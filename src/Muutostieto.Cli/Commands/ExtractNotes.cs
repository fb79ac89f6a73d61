using System.Globalization;
using Muutostieto.Deliveries.Composition;
using Muutostieto.Deliveries.Engine;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Hosting;

namespace Muutostieto.Cli.Commands;

/// <summary>What an operator should know of how persons were chosen. Small counts are hidden, whatever they are of.</summary>
internal static class ExtractNotes
{
    /// <param name="choice">Who was chosen.</param>
    /// <param name="near">Extracts that have nearly the same persons.</param>
    internal static IEnumerable<string> Of(OrderChoice choice, IReadOnlyList<Delivery> near)
    {
        foreach (var delivery in near)
        {
            yield return $"its recipient has nearly the same persons in {delivery.Title}: the two differ in fewer than "
                + $"{DeliveryPlanner.SmallestFrame}, and together they tell of these. Is the order needed?";
        }

        if (choice.Counts.UnknownCodes > 0)
        {
            yield return $"of the order's lists {Shown(choice.Counts.UnknownCodes)} identity codes are unknown in the register.";
        }

        if (choice.Counts.ShortCases > 0)
        {
            yield return $"{Shown(choice.Counts.ShortCases)} of {Shown(choice.Counts.Cases ?? 0)} cases have fewer controls than were "
                + "asked for: no more match.";
        }
    }

    internal static bool Hides(long count) => count is > 0 and < DeliveryPlanner.SmallestFrame;

    internal static string Shown(long count) =>
        Hides(count) ? string.Create(CultureInfo.InvariantCulture, $"<{DeliveryPlanner.SmallestFrame}") : Figures.Count(count);
}
