using Muutostieto.Disclosure.Permits;
using Muutostieto.Extracts.Orders;
using Muutostieto.Records.Groups;

namespace Muutostieto.SelfService.Residents.Searches;

/// <summary>A task for which a user may pick residents: of a permit that is in force today, in municipalities of the user.</summary>
public sealed class ResidentTask
{
    private readonly OrdersChannel orders;
    private readonly IReadOnlyDictionary<string, GroupOutline> outlines;

    internal ResidentTask(
        Permit permit,
        SelfServiceTask task,
        IReadOnlyList<Municipality> municipalities,
        IReadOnlyDictionary<string, GroupOutline> outlines) =>
        (Permit, orders, Task, Municipalities, this.outlines) = (permit, permit.RequireOrders(), task, municipalities, outlines);

    public Permit Permit { get; }

    public SelfServiceTask Task { get; }

    /// <summary>Those of the user that are in the permit's area today, at least one, in order of code.</summary>
    public IReadOnlyList<Municipality> Municipalities { get; }

    /// <summary>Whether its lists can be had as a workbook.</summary>
    public bool HasWorkbook => orders.Formats.Contains(DeliveryFormat.Xlsx);

    /// <summary>Whether its lists have what address labels need: names and addresses.</summary>
    public bool HasLabels => Task.Shows("004", ["sukunimi", "etunimet"])
        && (Task.Shows("101", ["katu_fi", "katunumero", "postinumero"]) || Task.Shows("103", ["osoite_fi", "postinumero"]));

    /// <summary>The searches that the permit allows.</summary>
    public IReadOnlyList<ResidentSearchKind> Searches =>
        [.. Enum.GetValues<ResidentSearchKind>().Where(kind => ResidentCriteria.KindOf(kind) is not { } looks || MayLookAt(looks))];

    public bool HasPostalCodes => MayLookAt(ResidentCriteria.PostalCode);

    public bool HasMotherTongues => MayLookAt(ResidentCriteria.MotherTongue);

    public bool HasSex => MayLookAt(ResidentCriteria.Sex);

    /// <summary>
    /// Whether who fits a search may be listed: whatever the search looks at, the list shows too, or it is the municipality. Who may not be
    /// listed may be counted.
    /// </summary>
    public bool MayList(ResidentSearch search) =>
        ResidentCriteria.LooksAt(search).All(look => Task.Shows(look.Kind.Group, look.Kind.Fields));

    /// <summary>Whether the permit has what a criterion looks at.</summary>
    internal bool MayLookAt(CriterionKind kind) => orders.Allows(kind.Group, kind.Fields);

    /// <summary>Whether there is such a code, as far as the layouts say.</summary>
    internal bool HasCode(CriterionKind kind, string code) =>
        (kind.Known ?? outlines.GetValueOrDefault(kind.Group)?.Codes.GetValueOrDefault(kind.Field))?.Contains(code) != false;
}
