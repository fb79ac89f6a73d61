using Muutostieto.Deliveries.Composition;
using Muutostieto.Disclosure;
using Muutostieto.Records;
using Muutostieto.Records.Groups;
using Muutostieto.Records.Model;
using Muutostieto.Records.Reconciliation;
using Muutostieto.Records.State;
using Muutostieto.Register;

namespace Muutostieto.Deliveries.Reconciliation;

/// <summary>
/// Computes what a recipient should have when it has loaded a delivery: what a base of the same terms and key would say passes the same
/// gate and is applied as a recipient applies it, in one pass over the register.
/// </summary>
internal sealed class ReconciliationComposer(IRegister register, GroupCatalog catalog)
{
    private const int ReportEvery = 1000;

    /// <summary>Count and digest of each municipality of the area as of the delivery's key.</summary>
    /// <param name="context">Which delivery; only its terms, planned day and last key count.</param>
    /// <param name="progress">Called with the number of residents processed; null when not needed.</param>
    /// <param name="cancellation">Breaks off.</param>
    internal IReadOnlyList<MunicipalityDigest> Compose(DeliveryContext context, IProgress<long>? progress, CancellationToken cancellation)
    {
        var key = new JournalKey(context.To);
        var gate = new DisclosedRecord.Gate(
            context.Terms.ForGate(),
            catalog,
            context.Day,
            Protection.Of(register, key, LateOrder.Refuse),
            new OrderHistory(register, key));
        var disclosed = DisclosedRecord.Gate.NewContainer();
        var received = new Record();
        var recipient = new PersonState();
        var digests = new ResidentDigests();
        foreach (var municipality in context.Terms.Municipalities)
        {
            digests.Expect(municipality);
        }

        var seen = 0L;
        try
        {
            register.ScanResidents(new JournalKey(context.To), context.Terms.Municipalities, Visit, cancellation);
            progress?.Report(seen);
            return digests.Municipalities;
        }
        catch (FormatException error)
        {
            throw new MuutostietoException(
                FailureKind.Integrity,
                $"register: a person's document cannot be read ({error.Message}). Nothing was published; correct the register.",
                error);
        }

        void Visit(in ResidentRow row)
        {
            if (gate.TryDiscloseBase(row, disclosed))
            {
                received.CopyFrom(disclosed.Content);
                recipient.Apply(received);
                digests.Add(recipient.Groups);
            }

            if (++seen % ReportEvery == 0)
            {
                progress?.Report(seen);
            }
        }
    }
}
