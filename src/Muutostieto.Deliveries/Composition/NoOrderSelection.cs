using Muutostieto.Deliveries.Composition.Updates;
using Muutostieto.Deliveries.Terms;
using Muutostieto.Disclosure;
using Muutostieto.Records.Groups;
using Muutostieto.Records.Tables;
using Muutostieto.Register;

namespace Muutostieto.Deliveries.Composition;

/// <summary>Of a host that makes no extracts.</summary>
internal sealed class NoOrderSelection : IOrderSelection
{
    public OrderChoice Choose(
        IRegister register,
        GroupCatalog catalog,
        DeliveryTerms terms,
        JournalKey asOf,
        Protection protection,
        CancellationToken cancellation) =>
        throw new InvalidOperationException("The engine was set up without a selection for orders.");

    public bool CanChooseAgain(OrderTerms order) => false;

    public IComputedTable? TableOf(OrderTerms order) => null;

    public IRowTables? TablesOf(OrderTerms order) => null;

    public IUpdateAnswers AnswersOf(
        IRegister register,
        GroupCatalog catalog,
        DeliveryTerms terms,
        JournalKey asOf,
        Protection protection,
        CancellationToken cancellation) =>
        throw new InvalidOperationException("The engine was set up without a selection for orders.");
}
