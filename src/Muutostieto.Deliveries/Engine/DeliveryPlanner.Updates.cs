using Muutostieto.Deliveries.Ledger;
using Muutostieto.Deliveries.Terms;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Records;

namespace Muutostieto.Deliveries.Engine;

public sealed partial class DeliveryPlanner
{
    /// <summary>So many persons of a file are counted.</summary>
    private const int MostSubjects = 10_000;

    /// <summary>The result for a customer's file: the one that there is of it, unless the order reads otherwise since or another is asked
    /// for.</summary>
    /// <param name="permit">Of the order.</param>
    /// <param name="request">What the order says.</param>
    /// <param name="input">The file, which is kept.</param>
    /// <param name="again">Whether another one is made beside one that there is.</param>
    /// <exception cref="MuutostietoException">Usage: the file has too few rows, or more than a form has room for.</exception>
    public Delivery Update(Permit permit, ExtractRequest request, UpdateMark input, bool again)
    {
        ArgumentNullException.ThrowIfNull(permit);
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(input);
        RequireRows(request, input);
        if (!again && UpdateOf(permit, request, input) is { } known)
        {
            return known;
        }

        var name = Free(permit, DeliveryKind.Extract, OccurrenceOf(request, input), _ => true);
        return Update(permit, request, input, name, Now());
    }

    /// <summary>
    /// The result of an occurrence of a repeated order's rhythm: the rows of the newest file whose answers have changed since the result
    /// before. Null while the recipient has no result of a file.
    /// </summary>
    /// <param name="permit">Of the order.</param>
    /// <param name="request">What the order says.</param>
    /// <param name="occurrence">Of the order's rhythm.</param>
    public Delivery? Update(Permit permit, ExtractRequest request, Occurrence occurrence)
    {
        ArgumentNullException.ThrowIfNull(permit);
        ArgumentNullException.ThrowIfNull(request);
        if (BeforeOf(permit, request) is not { } before || occurrence.Planned <= before.Planned)
        {
            return null;
        }

        var name = Free(
            permit,
            DeliveryKind.Extract,
            $"order {request.Order} at {occurrence.Name}",
            taken => (taken is { State: DeliveryState.Withdrawn, Published: null } && !IsOfNoRoom(taken, request))
                || taken is { State: DeliveryState.Withdrawn, WithdrawalReason: PublishedReview.Reason });
        return ledger.FindOccurrence(permit.Id, DeliveryKind.Extract, name)
            ?? Update(permit, request, NextOf(before), name, occurrence.Planned);
    }

    /// <summary>What the next result of an order's newest file is of; null while the recipient has none.</summary>
    /// <param name="permit">Of the order.</param>
    /// <param name="request">What the order says.</param>
    public UpdateMark? NextOf(Permit permit, ExtractRequest request) =>
        BeforeOf(permit, request) is { } before ? NextOf(before) : null;

    /// <summary>The newest result for a file that is not withdrawn, by the order as it reads now; null when there is none.</summary>
    public Delivery? UpdateOf(Permit permit, ExtractRequest request, UpdateMark input)
    {
        ArgumentNullException.ThrowIfNull(permit);
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(input);
        var name = OccurrenceOf(request, input);
        return ledger.List(new DeliveryFilter(permit.Id, DeliveryKind.Extract)).LastOrDefault(delivery =>
            delivery.State != DeliveryState.Withdrawn
            && (delivery.Occurrence == name || delivery.Occurrence.StartsWith(name + " ", StringComparison.Ordinal)));
    }

    private static UpdateMark NextOf(Delivery before)
    {
        var mark = before.Terms.Value.Order!.Update!;
        return new UpdateMark(mark.Sha256, mark.Rows) { Since = before.Number };
    }

    /// <summary>
    /// The newest result that the recipient has of the order as it reads now, with all results that it goes on from: after one that was
    /// withdrawn, changes since it are no changes since what the recipient has.
    /// </summary>
    private Delivery? BeforeOf(Permit permit, ExtractRequest request)
    {
        var results = ledger.List(new DeliveryFilter(permit.Id, DeliveryKind.Extract))
            .Where(delivery => delivery is { Published: not null, State: not DeliveryState.Withdrawn }
                && delivery.Terms.Value.Order is { Update: not null } order
                && order.Id == request.Order
                && order.Text == request.Text)
            .ToDictionary(delivery => delivery.Number);
        return results.Values.OrderBy(delivery => delivery.Number).LastOrDefault(IsWhole);

        bool IsWhole(Delivery delivery)
        {
            var since = delivery.Terms.Value.Order!.Update!.Since;
            while (since is { } number && results.TryGetValue(number, out var before))
            {
                since = before.Terms.Value.Order!.Update!.Since;
            }

            return since is null;
        }
    }

    private Delivery Update(Permit permit, ExtractRequest request, UpdateMark input, string occurrence, DateTimeOffset planned)
    {
        var key = KeyOf(request);
        var terms = TermsOf(permit, request, key);
        terms = terms with { Order = terms.Order! with { Update = input, Methods = request.Update!.Methods } };
        var used = layouts.For(terms);
        return Plan(permit, occurrence, planned, key, terms, used);
    }

    private static void RequireRows(ExtractRequest request, UpdateMark input)
    {
        var minimum = request.Update!.MinimumRows;
        var few = input.Rows < minimum ? $"rows of the customer's file: {input.Rows}, needed: {minimum}"
            : input.Subjects < Math.Min(minimum, MostSubjects)
                ? $"different persons that the customer's file asks for: {input.Subjects}, needed: {minimum}"
            : null;
        if (few is not null)
        {
            throw new MuutostietoException(
                FailureKind.Usage,
                $"order \"{request.Order}\": {few}. Nothing was delivered: this service is for registers, and single persons are asked for "
                    + "elsewhere. Send the whole register.");
        }

        RequireRoom(request, "tulokset", input.Rows);
    }

    private static string OccurrenceOf(ExtractRequest request, UpdateMark input) =>
        $"order {request.Order} {DigestOf($"{request.Text} {input.Sha256} {input.Since} {input.Upload}")}";
}
