using Muutostieto.Audit;
using Muutostieto.Deliveries.Engine;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Hosting;

namespace Muutostieto.Cli.Commands;

/// <summary>One of those who have or had the code that is asked for, and the answer.</summary>
/// <param name="Number">From 1.</param>
/// <param name="HasItNow">Whether it is the person's code in force.</param>
/// <param name="Question">The chain's entry of the question.</param>
/// <param name="Answer">Who received the person's data.</param>
/// <param name="Deliveries">The deliveries of the answer, as the ledger has them; null when it has not.</param>
internal sealed record AuditedHolder(
    int Number,
    bool HasItNow,
    AuditHead Question,
    AuditAnswer Answer,
    List<(AuditedDisclosure Disclosure, Delivery? Delivery)> Deliveries)
{
    internal static AuditedHolder Of(Installation work, ILedger? ledger, long person, int number, string code, AuditHead head)
    {
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
