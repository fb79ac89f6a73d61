using Muutostieto.Deliveries.Composition;
using Muutostieto.Deliveries.Composition.Updates;
using Muutostieto.Deliveries.Terms;
using Muutostieto.Disclosure;
using Muutostieto.Records.Groups;
using Muutostieto.Records.Manifests;
using Muutostieto.Records.Tables;
using Muutostieto.Register;

namespace Muutostieto.Deliveries.Tests.Engine;

/// <summary>Chooses the persons that a test names, of a frame that is large enough.</summary>
internal sealed class ChosenSelection : IOrderSelection
{
    /// <summary>By surrogate id, in the order of their identity codes.</summary>
    internal IReadOnlyList<long> Persons { get; set; } = [];

    /// <summary>How many are said to fit.</summary>
    internal long Frame { get; set; } = 1000;

    internal OrderCounts Counts { get; set; } = new();

    internal ManifestSample? Sample { get; set; }

    internal IReadOnlyList<ExcludedMark>? Excluded { get; set; }

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
        return new OrderChoice(Persons, Frame, 0, 0, Sample) { Counts = Counts, Excluded = Excluded };
    }

    /// <summary>What orders get in place of records; null: records.</summary>
    internal Func<IComputedTable?> Table { get; set; } = () => null;

    public IComputedTable? TableOf(OrderTerms order) => Table();

    public bool CanChooseAgain(OrderTerms order) => true;

    public IRowTables? TablesOf(OrderTerms order) => null;

    public IUpdateAnswers AnswersOf(
        IRegister register,
        GroupCatalog catalog,
        DeliveryTerms terms,
        JournalKey asOf,
        Protection protection,
        CancellationToken cancellation) =>
        throw new InvalidOperationException("Rows are chosen, none are answered.");
}
