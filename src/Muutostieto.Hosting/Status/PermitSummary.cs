using Muutostieto.Deliveries.Ledger;

namespace Muutostieto.Hosting.Status;

/// <summary>One permit of <see cref="StatusSummary"/>.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Recipient">Who receives.</param>
/// <param name="Product">Null when the configuration does not have the permit.</param>
/// <param name="Validity"><c>valid</c>, <c>not-yet</c>, <c>ended</c>, <c>gone</c> or <c>unknown</c>.</param>
/// <param name="Next">When the next delivery will be made; null when it is due, there will be none, or the ledger cannot be read.</param>
/// <param name="DueSince">From when on one is due; null when none is, or the ledger cannot be read.</param>
/// <param name="PendingEntries">Entries of the register that no delivery covers yet; null when that is not known.</param>
/// <param name="Last">The newest delivery that is not withdrawn; null before the first.</param>
/// <param name="Deliveries">How many, by state.</param>
/// <param name="Overdue">How many are overdue.</param>
/// <param name="Refused">Number of refusals without a later acceptance or another delivery.</param>
/// <param name="LastError">Null when the permit went well the last time.</param>
/// <param name="Known">False when the ledger cannot be read: then nothing here says what was delivered or is due.</param>
public sealed record PermitSummary(
    string Id,
    string Recipient,
    string? Product,
    string Validity,
    DateTimeOffset? Next,
    DateTimeOffset? DueSince,
    long? PendingEntries,
    LastDeliverySummary? Last,
    IReadOnlyDictionary<string, int> Deliveries,
    int Overdue,
    int Refused,
    LastErrorSummary? LastError,
    bool Known)
{
    /// <summary>Deliveries whose receipt cannot be understood.</summary>
    public int Unclear { get; init; }

    public static PermitSummary Of(PermitStatus permit)
    {
        ArgumentNullException.ThrowIfNull(permit);
        return new PermitSummary(
            permit.Id, permit.Recipient, permit.Product, NameOf(permit.Validity), permit.Next, permit.DueSince, permit.PendingEntries,
            permit.Last is { } last ? LastDeliverySummary.Of(last) : null,
            Enum.GetValues<DeliveryState>()
                .ToDictionary(state => state.WireName(), state => permit.Deliveries.Count(delivery => delivery.State == state)),
            permit.Count(AlertKind.Overdue),
            permit.Count(AlertKind.Refused),
            permit.Failure is { } failure
                ? new LastErrorSummary(failure.Since, failure.At, FailureNumber.Of(failure.Kind), failure.Message, failure.Times)
                : null,
            permit.IsKnown)
        {
            Unclear = permit.Count(AlertKind.Unclear),
        };
    }

    private static string NameOf(PermitValidity validity) => validity switch
    {
        PermitValidity.Valid => "valid",
        PermitValidity.NotYet => "not-yet",
        PermitValidity.Ended => "ended",
        PermitValidity.Gone => "gone",
        _ => "unknown",
    };
}
