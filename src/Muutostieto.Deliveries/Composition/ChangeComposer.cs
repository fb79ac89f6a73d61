using Muutostieto.Disclosure;
using Muutostieto.Disclosure.Windows;
using Muutostieto.Records;
using Muutostieto.Records.Files;
using Muutostieto.Records.Groups;
using Muutostieto.Register;

namespace Muutostieto.Deliveries.Composition;

/// <summary>
/// Composes change deliveries: the journal of a window, in its order, as far as the recipient may see it. What it costs follows the
/// entries, not the population.
/// </summary>
/// <param name="register">Open for reading.</param>
/// <param name="catalog">The record layouts.</param>
/// <param name="disk">Makes files durable.</param>
/// <param name="audit">Records who was delivered; null: not recorded, and the manifest names no entry.</param>
/// <param name="sign">Gives the signature of the manifest; null: it has none.</param>
internal sealed class ChangeComposer(
    IRegister register, GroupCatalog catalog, IDiskSync disk, DeliveryAudit? audit = null, Func<byte[], byte[]>? sign = null)
{
    /// <summary>Writes the delivery's files into a folder, which is there and empty.</summary>
    /// <param name="context">Which delivery.</param>
    /// <param name="folder">Where its files go.</param>
    /// <param name="progress">Called with the number of entries processed; null when not needed.</param>
    /// <param name="cancellation">Breaks off; what is in the folder then is no delivery.</param>
    internal ComposedDelivery Compose(DeliveryContext context, string folder, IProgress<long>? progress, CancellationToken cancellation)
    {
        var protection = Protection.Of(register, new JournalKey(context.To), LateOrder.Refuse);
        var gate = GateOf(context, protection);
        using var writer = new DeliveryWriter(context, catalog, gate.Tables, folder, disk, audit, sign);
        try
        {
            var (persons, repaired) = Disclose(context, gate, protection, () => writer.Next, writer.Keep, progress, cancellation);
            writer.Repaired = repaired;
            writer.Cleaned = gate.Cleaned;
            writer.SourceTo = register.SourceKeyAt(new JournalKey(context.To));
            return writer.Complete(persons, 0, cancellation);
        }
        catch (FormatException error)
        {
            throw new MuutostietoException(
                FailureKind.Integrity,
                $"register: an entry of the journal cannot be delivered ({error.Message}). Nothing was delivered; correct the register.",
                error);
        }
    }

    /// <summary>Counts what <see cref="Compose"/> would write, and writes nothing.</summary>
    internal ComposedDelivery Count(DeliveryContext context, IProgress<long>? progress, CancellationToken cancellation)
    {
        var (lines, protection) = (new LineCount(), Protection.Of(register, new JournalKey(context.To), LateOrder.Mask));
        var (persons, _) = Disclose(
            context,
            GateOf(context, protection),
            protection,
            () => lines.Next,
            _ => lines.Keep(),
            progress,
            cancellation);
        return new ComposedDelivery([], persons, lines.Lines, 0, 0, 0);
    }

    /// <summary>Passes the window's entries through the gate in the order of the journal.</summary>
    /// <returns>How many persons have a record, and how many of them by a repair.</returns>
    private (long Persons, long Repaired) Disclose(
        DeliveryContext context,
        DisclosedRecord.Gate gate,
        Protection protection,
        Func<DisclosedRecord> next,
        Action<long> keep,
        IProgress<long>? progress,
        CancellationToken cancellation)
    {
        var window = context.DisclosureWindow();
        var repair = new RepairRecords(register, context, gate);
        var start = context.BeginsAtKey ? new ChainStart(register, window, context.Terms.ShowsProtected) : null;
        var disclosure = new WindowDisclosure(
            register,
            window,
            gate,
            new WindowTransitions(register, window, context.Terms.ShowsProtected, protection, cancellation),
            context.Day)
        {
            MayHaveLearnt = start is null ? null : start.MayHaveLearnt,
            Override = (person, transition) => repair.Of(person, start?.Of(person, transition) ?? transition),
        };
        var included = new HashSet<long>();
        var seen = 0L;
        disclosure.Run(next, Keep, () => progress?.Report(++seen), cancellation);
        var repaired = repair.Disclose(
            person => disclosure.JudgedAs(person) == VisibilityTransition.Full,
            next,
            keep,
            cancellation);
        return (included.Count + repaired, repaired);

        void Keep(DisclosedLine line)
        {
            included.Add(line.Person);
            keep(line.Person);
        }
    }

    private DisclosedRecord.Gate GateOf(DeliveryContext context, Protection protection) =>
        new(context.Terms.ForGate(), catalog, context.Day, protection, new OrderHistory(register, new JournalKey(context.To)));
}
