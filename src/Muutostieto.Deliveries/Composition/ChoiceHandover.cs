using Muutostieto.Deliveries.Composition.Updates;
using Muutostieto.Deliveries.Terms;
using Muutostieto.Disclosure;
using Muutostieto.Records.Groups;
using Muutostieto.Records.Tables;
using Muutostieto.Register;

namespace Muutostieto.Deliveries.Composition;

/// <summary>
/// Hands who was chosen when an extract was planned over to its composition in the same process, which would choose the same persons once
/// more: that takes half of the time. Of one extract at a time, and once. Whatever else is composed is chosen anew.
/// </summary>
/// <param name="selection">Chooses.</param>
internal sealed class ChoiceHandover(IOrderSelection selection) : IOrderSelection
{
    private Kept? kept;

    /// <summary>Keeps who was chosen for an extract, in the place of any other.</summary>
    /// <param name="register">From which they were chosen.</param>
    /// <param name="catalog">By which layouts.</param>
    /// <param name="terms">Under which terms.</param>
    /// <param name="asOf">As of which key.</param>
    /// <param name="choice">Who.</param>
    internal void Keep(IRegister register, GroupCatalog catalog, DeliveryTerms terms, JournalKey asOf, OrderChoice choice) =>
        kept = new Kept(register, catalog.Digest, Asked(terms), asOf, choice);

    public OrderChoice Choose(
        IRegister register,
        GroupCatalog catalog,
        DeliveryTerms terms,
        JournalKey asOf,
        Protection protection,
        CancellationToken cancellation)
    {
        var last = kept;
        kept = null;
        return last is not null
            && ReferenceEquals(last.Register, register)
            && last.Catalog == catalog.Digest
            && last.AsOf == asOf
            && last.Terms == Asked(terms)
            && IsOf(last.Choice, terms.Order!)
            && register.LatestKey().Value == terms.Order!.JudgedAt
            ? last.Choice
            : selection.Choose(register, catalog, terms, asOf, protection, cancellation);
    }

    public bool CanChooseAgain(OrderTerms order) => selection.CanChooseAgain(order);

    public IComputedTable? TableOf(OrderTerms order) => selection.TableOf(order);

    public IRowTables? TablesOf(OrderTerms order) => selection.TablesOf(order);

    public IUpdateAnswers AnswersOf(
        IRegister register,
        GroupCatalog catalog,
        DeliveryTerms terms,
        JournalKey asOf,
        Protection protection,
        CancellationToken cancellation) =>
        selection.AnswersOf(register, catalog, terms, asOf, protection, cancellation);

    /// <summary>The terms without what planning adds of the choice itself.</summary>
    private static string Asked(DeliveryTerms terms) =>
        (terms with { Order = terms.Order! with { Excluded = null, Previous = null, Series = null } }).ToJson();

    /// <summary>Whether what planning added to the terms is of this choice.</summary>
    private static bool IsOf(OrderChoice choice, OrderTerms order) =>
        choice.Sample?.KeySha256 == order.Series?.KeySha256
        && choice.Sample?.Series == order.Series?.Name
        && (choice.Excluded ?? []).SequenceEqual(order.Excluded ?? []);

    private sealed record Kept(IRegister Register, string Catalog, string Terms, JournalKey AsOf, OrderChoice Choice);
}
