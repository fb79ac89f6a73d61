using Muutostieto.Audit;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Records;
using Muutostieto.Records.Files;

namespace Muutostieto.Deliveries.Engine;

/// <summary>
/// The audit's part of a night: persons past their years are removed, and when the chain agrees with itself, the ledger and the earlier
/// anchors, the day's anchor is written.
/// </summary>
internal sealed class AuditNight(IAuditTrail audit, int years, ILedger ledger)
{
    /// <summary>Used in place of a permit's id where the audit itself fails. No permit can have this id: ids have no blanks.</summary>
    public const string Name = "audit chain";

    /// <summary>Does it.</summary>
    /// <returns>What failed; a chain that does not agree is reported every night, and gets no anchor.</returns>
    public IReadOnlyList<BatchFailure> Run(IDeliveryObserver observer)
    {
        ArgumentNullException.ThrowIfNull(observer);
        try
        {
            _ = audit.Purge(years, new LedgerWitness(ledger));
            var findings = audit.Verify(new LedgerWitness(ledger)).Ledger().Anchors().Result.Findings;
            if (findings.Count > 0)
            {
                return
                [
                    new BatchFailure(
                        Name,
                        FailureKind.Integrity,
                        $"{findings[0]}.{(findings.Count > 1 ? $" And {findings.Count - 1} more." : "")} Keep a copy of the audit, "
                            + "and verify the chain.",
                        new VerifyChain()),
                ];
            }

            if (audit.WriteAnchor() is { } head)
            {
                observer.Anchored(head);
            }

            return [];
        }
        catch (MuutostietoException failure)
        {
            return [BatchFailure.Of(Name, failure)];
        }
        catch (Exception error) when (DiskFailure.Is(error))
        {
            return
            [
                new BatchFailure(
                    Name,
                    FailureKind.Fault,
                    $"{error.Message} Let this program's account write there; the next run does the rest."),
            ];
        }
    }
}
