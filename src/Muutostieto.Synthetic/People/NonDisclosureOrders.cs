using Muutostieto.Synthetic.Chances;

namespace Muutostieto.Synthetic.People;

/// <summary>
/// Gives non-disclosure orders to about two persons in a thousand: an adult, sometimes the partner, mostly the children at home. An order
/// lasts five years at most the first time, two years after that, or until further notice (law 661/2009, 36 §).
/// </summary>
internal static class NonDisclosureOrders
{
    private const int AdultsInTenThousand = 14;
    private const int UntilFurtherNoticeInTenThousand = 2000;

    public static void Give(Settlement settlement, Dice dice)
    {
        foreach (var person in settlement.Adults)
        {
            if (person.ProtectedUntil is not null || !dice.Hits(AdultsInTenThousand))
            {
                continue;
            }

            person.ProtectedUntil = End(settlement.AsOf, dice);
            if (person.Partner is { } partner && dice.Hits(3000))
            {
                partner.ProtectedUntil ??= person.ProtectedUntil;
            }
        }

        ProtectChildren(settlement, dice);
    }

    /// <summary>Sees to it that both kinds of order occur, as a population must have them to be a test of anything.</summary>
    public static void GiveBothKinds(Settlement settlement, Dice dice)
    {
        foreach (var untilFurtherNotice in (bool[])[false, true])
        {
            if (!settlement.Living.Exists(person => person.ProtectedUntil is { } end && end == DateOnly.MaxValue == untilFurtherNotice))
            {
                dice.Pick(settlement.Adults).ProtectedUntil = untilFurtherNotice
                    ? DateOnly.MaxValue
                    : settlement.AsOf.AddDays(dice.Between(30, 5 * 365));
            }
        }

        ProtectChildren(settlement, dice);
    }

    private static void ProtectChildren(Settlement settlement, Dice dice)
    {
        foreach (var child in settlement.Living)
        {
            foreach (var custody in child.Guardians)
            {
                if (custody.Guardian is { ProtectedUntil: { } end } guardian && guardian.Home == child.Home && dice.Hits(8000))
                {
                    child.ProtectedUntil ??= end;
                }
            }
        }
    }

    private static DateOnly End(DateOnly asOf, Dice dice) =>
        dice.Hits(UntilFurtherNoticeInTenThousand) ? DateOnly.MaxValue : asOf.AddDays(dice.Between(1, 5 * 365));
}
