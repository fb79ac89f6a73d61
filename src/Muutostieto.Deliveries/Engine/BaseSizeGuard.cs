using System.Globalization;
using Muutostieto.Deliveries.Composition;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Deliveries.Terms;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Records;
using Muutostieto.Records.Files;
using Muutostieto.Records.Groups;
using Muutostieto.Register;

namespace Muutostieto.Deliveries.Engine;

/// <summary>
/// Refuses a base of 0 persons, or of far fewer than the permit's last: the recipient's register becomes what the base holds. Called before
/// anything is planned, so that a refused base leaves no trace. A permit with a list is exempt: an empty list is checked for earlier.
/// </summary>
/// <param name="catalog">The record layouts of now.</param>
/// <param name="register">Open for reading.</param>
/// <param name="ledger">Says what the last base held.</param>
/// <param name="maxShrinkPercent">By how many percent a base may be smaller than the last. A base of 0 persons is refused whatever it
/// is.</param>
internal sealed class BaseSizeGuard(GroupCatalog catalog, IRegister register, ILedger ledger, int maxShrinkPercent)
{
    /// <summary>Requires that the base may be delivered as of the register's head.</summary>
    /// <param name="permit">The permit.</param>
    /// <param name="terms">The terms of now.</param>
    /// <param name="planned">When.</param>
    /// <param name="accepted">As how many persons it was accepted, 0 for however few; null: it was not.</param>
    /// <exception cref="MuutostietoException">SomePermitsFailed: it may not, unless it is accepted.</exception>
    internal void Require(Permit permit, DeliveryTerms terms, DateTimeOffset planned, long? accepted)
    {
        if (permit.Area.IsList || accepted == 0)
        {
            return;
        }

        var least = Math.Min(LeastOf(permit), accepted is { } seen ? LeastBeside(seen) : long.MaxValue);
        var persons = Persons(terms, planned, least);
        if (persons < least && Refusal(permit, persons) is { } refusal)
        {
            throw new MuutostietoException(FailureKind.Partial, refusal) { Remedy = new DeliveryRemedy.AcceptBase(permit.Id) };
        }
    }

    /// <summary>Why a base of so many persons is not delivered; null when it is.</summary>
    internal string? Refusal(Permit permit, long persons)
    {
        if (permit.Area.IsList || persons >= LeastOf(permit))
        {
            return null;
        }

        var last = LastOf(permit);
        var found = string.Create(CultureInfo.InvariantCulture, $"the base would hold {persons} person{(persons == 1 ? "" : "s")}");
        var before = last is null
            ? ""
            : string.Create(
                CultureInfo.InvariantCulture,
                $", and {last.Title} held {last.Counts.Persons}; a base may be smaller by {maxShrinkPercent} % (Run.maxBaseShrinkPercent)");
        return $"permit \"{permit.Id}\": {found}{before}. Nothing was delivered: the recipient's register would lose the others. "
            + "Correct the permit's area or the register. If it is right, accept it once.";
    }

    private long LeastOf(Permit permit) => LeastBeside(LastOf(permit)?.Counts.Persons ?? 0);

    /// <summary>How many persons are not yet far fewer than so many.</summary>
    private long LeastBeside(long persons) => Math.Max(1, (persons * (100 - maxShrinkPercent) + 99) / 100);

    /// <summary>The last base that is in force, else the last that was published.</summary>
    private Delivery? LastOf(Permit permit)
    {
        var bases = ledger
            .List(new DeliveryFilter(permit.Id))
            .Where(delivery => delivery is { Kind: DeliveryKind.Base, Composed: not null })
            .ToList();
        return bases.LastOrDefault(delivery => delivery.State != DeliveryState.Withdrawn)
            ?? bases.LastOrDefault(delivery => delivery.Published is not null);
    }

    /// <summary>
    /// Counted by the index where that decides, and else as the base is composed: without the right, those with an order are not in it.
    /// </summary>
    private long Persons(DeliveryTerms terms, DateTimeOffset planned, long least)
    {
        var (living, key) = (register.Status().Municipalities, register.LatestKey());
        var most = terms.Municipalities.Sum(municipality => living.GetValueOrDefault(municipality));
        if (terms.ShowsProtected || most < least || most - register.ProtectedSince(key).AtKey.Count >= least)
        {
            return most;
        }

        var context = new DeliveryContext { Terms = terms, Kind = DeliveryKind.Base, Number = 1, Planned = planned, To = key.Value };
        return new BaseComposer(register, catalog, new DiskSync()).Count(context, null, CancellationToken.None).Persons;
    }
}
