namespace Muutostieto.Deliveries.Ledger;

public enum DeliveryKind
{
    /// <summary><c>base</c>: every living resident of the area, as of a journal key (perustietotoimitus).</summary>
    Base,

    /// <summary><c>changes</c>: what has changed in a window of journal keys (muutostietotoimitus).</summary>
    Changes,

    /// <summary><c>extract</c>: the persons that an order selects, as of a journal key (poiminta). It belongs to no chain.</summary>
    Extract,
}
