using Muutostieto.Audit;
using Muutostieto.Deliveries.Engine;
using Muutostieto.Deliveries.Ledger;

namespace Muutostieto.Hosting.Reports;

/// <summary>One of those who have or had the code that is asked for, and the answer.</summary>
/// <param name="Number">From 1.</param>
/// <param name="HasItNow">Whether it is the person's code in force.</param>
/// <param name="Question">The chain's entry of the question.</param>
/// <param name="Answer">Who received the person's data.</param>
/// <param name="Deliveries">The deliveries of the answer, as the ledger has them; null when it has not.</param>
public sealed record AuditedHolder(
    int Number,
    bool HasItNow,
    AuditHead Question,
    AuditAnswer Answer,
    IReadOnlyList<(AuditedDisclosure Disclosure, Delivery? Delivery)> Deliveries)
{
    /// <summary>Looks for a person's disclosures, after the question was recorded.</summary>
    /// <param name="work">The installation.</param>
    /// <param name="ledger">Null when there is none.</param>
    /// <param name="person">The surrogate id.</param>
    /// <param name="number">From 1.</param>
    /// <param name="code">The identity code that was asked for.</param>
    /// <param name="head">The chain's entry of the question.</param>
    public static AuditedHolder Of(Installation work, ILedger? ledger, long person, int number, string code, AuditHead head)
    {
        ArgumentNullException.ThrowIfNull(work);
        ArgumentNullException.ThrowIfNull(head);
        var (register, latest) = (work.Register, work.Register.LatestKey());
        var answer = work.Audit.Ask(
            person,
            register.MergedInto(person, latest),
            head.Sequence,
            LedgerWitness.Of(ledger));
        return new AuditedHolder(
            number,
            register.At(person, latest)!.IdentityCode == code,
            head,
            answer,
            [.. answer.Disclosures.Select(disclosure => (disclosure, DeliveryOf(ledger, disclosure.Entry.Delivery!)))]);
    }

    private static Delivery? DeliveryOf(ILedger? ledger, AuditedDelivery delivery) =>
        ledger?.Find(delivery.Key);
}
