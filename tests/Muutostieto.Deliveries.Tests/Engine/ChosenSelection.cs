using Muutostieto.Deliveries.Composition;
using Muutostieto.Deliveries.Terms;
using Muutostieto.Disclosure;
using Muutostieto.Records.Groups;
using Muutostieto.Records.Tables;
using Muutostieto.Register;

namespace Muutostieto.Deliveries.Tests.Engine;

/// <summary>Chooses the persons that a test names, of a frame that is large enough.</summary>
internal sealed class ChosenSelection : IOrderSelection
{
    /// <summary>By surrogate id, in the order of their identity codes.</summary>
    internal IReadOnlyList<long> Persons { get; set; } = [];

    internal OrderCounts Counts { get; set; } = new();

    /// <summary>How often it was asked to choose.</summary>
    internal int Asked { get; private set; }

    public OrderChoice Choose(
        IRegister register,
        GroupCatalog catalog,
        DeliveryTerms terms,
        JournalKey asOf,
        Protection protection,
        CancellationToken cancellation)
    {
        Asked++;
        return new OrderChoice(Persons, 1000, 0, 0, null) { Counts = Counts };
    }

    public IRecordTable? TableOf(OrderTerms order) => null;

    public IRecordTables? TablesOf(OrderTerms order) => null;
}
