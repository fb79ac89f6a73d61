using Muutostieto.Deliveries.Ledger;
using Muutostieto.Deliveries.Terms;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Records;
using Muutostieto.Records.Dates;

namespace Muutostieto.Deliveries.Engine;

/// <summary>Makes the next change delivery of a permit include full records of every resident of some municipalities.</summary>
public sealed class RepairScheduler(ILedger ledger, MunicipalityDirectory municipalities, TimeProvider clock)
{
    /// <summary>Asks for a repair. Asked again before the delivery is planned, it is the same one.</summary>
    /// <param name="permit">Whose.</param>
    /// <param name="codes">Municipalities of three digits.</param>
    /// <returns>What waits for the next delivery now, in the order of the municipalities.</returns>
    /// <exception cref="MuutostietoException">Usage: there is no base yet, or a municipality is not of the area.</exception>
    public IReadOnlyList<string> Request(Permit permit, IReadOnlyCollection<string> codes)
    {
        ArgumentNullException.ThrowIfNull(permit);
        ArgumentNullException.ThrowIfNull(codes);
        if (ledger.Head(permit.Id) is null)
        {
            throw new MuutostietoException(
                FailureKind.Usage,
                $"permit \"{permit.Id}\": it has no base delivery yet, so that there is nothing to repair. Make one.")
            {
                Remedy = new DeliveryRemedy.MakeBase(permit.Id),
            };
        }

        if (permit.Area is not ResidenceArea residence)
        {
            throw new MuutostietoException(
                FailureKind.Usage,
                $"permit \"{permit.Id}\": it follows a list of persons and has no municipalities to repair. Make a base instead.")
            {
                Remedy = new DeliveryRemedy.MakeBase(permit.Id),
            };
        }

        var area = residence.Resolve(municipalities, HelsinkiTime.Today(clock));
        if (codes.FirstOrDefault(code => !area.Contains(code)) is { } foreign)
        {
            throw new MuutostietoException(
                FailureKind.Usage,
                $"{foreign}: no municipality of the permit \"{permit.Id}\". Its area has: {string.Join(", ", area)}. Nothing was asked for."
            );
        }

        return
        [
            .. ledger
                .RequestRepair(permit.Id, codes, clock.GetUtcNow())
                .Select(request => request.Municipality)
                .Distinct()
                .Order(StringComparer.Ordinal),
        ];
    }

    /// <summary>The terms of a change delivery that takes these requests. Municipalities that have left the area since are
    /// dropped.</summary>
    /// <param name="terms">The permit's terms of the day.</param>
    /// <param name="pending">What waits.</param>
    /// <param name="municipalities">Says what became of a municipality that has been merged since it was asked for.</param>
    internal static DeliveryTerms Taking(DeliveryTerms terms, IReadOnlyList<RepairRequest> pending, MunicipalityDirectory municipalities)
    {
        var codes = pending
            .Select(request =>
                terms.Municipalities.Contains(request.Municipality)
                    ? request.Municipality
                    : municipalities.SuccessorOf(request.Municipality)?.Code)
            .OfType<string>()
            .Where(terms.Municipalities.Contains)
            .Distinct()
            .Order(StringComparer.Ordinal)
            .ToList();
        return codes.Count == 0 ? terms : terms with { Repair = codes };
    }
}
