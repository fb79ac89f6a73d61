using Muutostieto.Disclosure;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Records;
using Muutostieto.Records.Groups;
using Muutostieto.Register;
using Muutostieto.Register.Buildings;

namespace Muutostieto.Deliveries.Composition;

/// <summary>
/// What an earlier extract of buildings or dwellings named: chosen and judged once more as it was then, since no one has kept it. Who has
/// become protected since counts as then, so that what is missing now is named whatever the reason.
/// </summary>
/// <param name="register">Open for reading.</param>
/// <param name="selection">Chooses.</param>
/// <param name="persons">The layouts of persons.</param>
/// <param name="before">The extract.</param>
internal sealed class DeliveredBuildings(IRegister register, IOrderSelection selection, GroupCatalog persons, EarlierExtract before)
{
    private static readonly string[] OfPersons = [BuildingState.Owner, BuildingState.Residents, BuildingState.Contacts];
    private readonly DeliveryContext context = before.Context;
    private readonly JournalKey asOf = new(before.Context.To);

    /// <summary>In byte order of building code.</summary>
    /// <exception cref="MuutostietoException">Integrity: it is not what the ledger has recorded.</exception>
    internal IEnumerable<BuildingName> Names(CancellationToken cancellation)
    {
        var (terms, count) = (context.Terms, 0L);
        var protection = Protection.Of(register, asOf, new JournalKey(context.JudgedAt), LateOrder.Disregard);
        var chosen = selection.Choose(register, before.Catalog, terms, asOf, protection, cancellation).Units;
        var shown = terms.Order!.Target == OrderTargetNames.Of(OrderTarget.Dwellings)
            ? DwellingsOf(chosen)
            : BuildingsOf(chosen, protection, cancellation);
        var tables = selection.TablesOf(terms.Order);
        foreach (var (name, record) in shown)
        {
            cancellation.ThrowIfCancellationRequested();
            count++;
            if (record is null || tables?.HasRows(record.Content) != false)
            {
                yield return name;
            }
        }

        if (count != before.Delivery.Counts.Persons)
        {
            throw new MuutostietoException(
                FailureKind.Integrity,
                FormattableString.Invariant($"{before.Delivery.Title}: chosen again, it has {count} {terms.Order.Target} beside ")
                    + FormattableString.Invariant($"{before.Delivery.Counts.Persons} that were delivered, and the extract after it names ")
                    + "what is not in it any more. Nothing was delivered. Restore the register that it was made from; or withdraw it, and "
                    + "the next extract begins anew.");
        }
    }

    /// <summary>A dwelling is delivered when it is chosen: its group is always part of the content.</summary>
    private IEnumerable<(BuildingName Name, DisclosedRecord? Record)> DwellingsOf(IReadOnlyList<long> chosen)
    {
        var (building, code) = (0L, "");
        foreach (var id in chosen)
        {
            if (register.Buildings.DwellingAt(id, asOf) is not { } dwelling)
            {
                continue;
            }

            if (dwelling.BuildingId != building && register.Buildings.At(dwelling.BuildingId, asOf) is { } version)
            {
                (building, code) = (dwelling.BuildingId, version.Code);
            }

            yield return (new BuildingName(code, dwelling.PermanentId), null);
        }
    }

    /// <summary>A building that has a record without its owners and residents has one with them: they are looked up for no other.</summary>
    private IEnumerable<(BuildingName Name, DisclosedRecord? Record)> BuildingsOf(
        IReadOnlyList<long> chosen, Protection protection, CancellationToken cancellation)
    {
        var without = RowsOf([.. context.Terms.Groups.Where(group => !OfPersons.Contains(group.Group))]);
        var whole = new Lazy<BuildingRows>(() => RowsOf(context.Terms.Groups));
        var record = DisclosedRecord.Gate.NewContainer();
        foreach (var id in chosen)
        {
            if (register.Buildings.At(id, asOf) is { } building
                && (without.TryShow(building, record, cancellation) || whole.Value.TryShow(building, record, cancellation)))
            {
                yield return (new BuildingName(building.Code), record);
            }
        }

        BuildingRows RowsOf(IReadOnlyList<TermsGroup> groups) => new(
            register, before.Catalog, persons, context with { Terms = context.Terms with { Groups = groups } }, protection);
    }
}
