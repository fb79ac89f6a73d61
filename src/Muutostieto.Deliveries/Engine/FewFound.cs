using Muutostieto.Deliveries.Ledger;

namespace Muutostieto.Deliveries.Engine;

/// <summary>
/// A customer's file of which hardly a row found a person may be an enquiry about these, among rows that were made up to reach the smallest
/// file.
/// </summary>
public static class FewFound
{
    /// <summary>What an operator should know of a result, in a sentence that names no person; null: nothing.</summary>
    /// <param name="delivery">Any delivery.</param>
    public static string? NoticeOf(Delivery delivery)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        return delivery.Terms.Value.Order?.Update is { Since: null } mark && SmallCount.Hides(delivery.Counts.Persons)
            ? $"the data of {SmallCount.Shown(delivery.Counts.Persons)} persons answer a customer's file of {mark.Rows} rows: it may "
                + "ask for single persons. Ask the recipient why."
            : null;
    }
}
