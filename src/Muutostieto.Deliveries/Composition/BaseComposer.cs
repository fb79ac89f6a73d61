using Muutostieto.Disclosure;
using Muutostieto.Records;
using Muutostieto.Records.Files;
using Muutostieto.Records.Groups;
using Muutostieto.Register;

namespace Muutostieto.Deliveries.Composition;

/// <summary>Composes base deliveries: one pass over the area's living residents as of the delivery's key.</summary>
/// <param name="register">Open for reading.</param>
/// <param name="catalog">The record layouts.</param>
/// <param name="disk">Makes files durable.</param>
/// <param name="audit">Records who was delivered; null: not recorded, and the manifest names no entry.</param>
/// <param name="sign">Gives the signature of the manifest; null: it has none.</param>
internal sealed class BaseComposer(
    IRegister register, GroupCatalog catalog, IDiskSync disk, DeliveryAudit? audit = null, Func<byte[], byte[]>? sign = null)
{
    private const int ReportEvery = 1000;

    /// <summary>Writes the delivery's files into a folder, which is there and empty.</summary>
    /// <param name="context">Which delivery.</param>
    /// <param name="folder">Where its files go.</param>
    /// <param name="progress">Called with the number of residents processed; null when not needed.</param>
    /// <param name="cancellation">Breaks off; what is in the folder then is no delivery.</param>
    internal ComposedDelivery Compose(DeliveryContext context, string folder, IProgress<long>? progress, CancellationToken cancellation)
    {
        var gate = GateOf(context, LateOrder.Refuse);
        using var writer = new DeliveryWriter(context, catalog, gate.Tables, folder, disk, audit, sign);
        try
        {
            var persons = 0L;
            var withheld = Scan(gate, context, () => writer.Next, Keep, progress, cancellation);
            writer.Cleaned = gate.Cleaned;
            writer.SourceTo = register.SourceKeyAt(new JournalKey(context.To));
            return writer.Complete(persons, withheld, cancellation);

            void Keep(long person)
            {
                persons++;
                writer.Keep(person);
            }
        }
        catch (FormatException error)
        {
            throw new MuutostietoException(
                FailureKind.Integrity,
                $"register: a person's document cannot be delivered ({error.Message}). Nothing was delivered; correct the register.",
                error);
        }
    }

    /// <summary>Counts what <see cref="Compose"/> would write, and writes nothing.</summary>
    internal ComposedDelivery Count(DeliveryContext context, IProgress<long>? progress, CancellationToken cancellation)
    {
        var lines = new LineCount();
        var persons = 0L;
        var gate = GateOf(context, LateOrder.Mask);
        var withheld = Scan(gate, context, () => lines.Next, Keep, progress, cancellation);
        return new ComposedDelivery([], persons, lines.Lines, 0, 0, withheld);

        void Keep(long person)
        {
            persons++;
            lines.Keep();
        }
    }

    private DisclosedRecord.Gate GateOf(DeliveryContext context, LateOrder late) =>
        new(
            context.Terms.ForGate(),
            catalog,
            context.Day,
            Protection.Of(register, new JournalKey(context.To), late),
            new OrderHistory(register, new JournalKey(context.To)));

    private long Scan(
        DisclosedRecord.Gate gate,
        DeliveryContext context,
        Func<DisclosedRecord> next,
        Action<long> keep,
        IProgress<long>? progress,
        CancellationToken cancellation)
    {
        long seen = 0, withheld = 0;
        if (context.List is { } list)
        {
            new ListedPersons(register, new JournalKey(context.To)).Show(
                list,
                (in VersionRow row) => Count(row.PersonId, gate.TryDiscloseListed(row, next())),
                cancellation);
        }
        else
        {
            register.ScanResidents(new JournalKey(context.To), context.Terms.Municipalities, Visit, cancellation);
        }

        progress?.Report(seen);
        return withheld;

        void Visit(in ResidentRow row) => Count(row.PersonId, gate.TryDiscloseBase(row, next()));

        void Count(long person, bool isDisclosed)
        {
            seen++;
            if (isDisclosed)
            {
                keep(person);
            }
            else
            {
                withheld++;
            }

            if (seen % ReportEvery == 0)
            {
                progress?.Report(seen);
            }
        }
    }
}
