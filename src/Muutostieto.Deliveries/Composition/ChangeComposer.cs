using System.Globalization;
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
        var transitions = new WindowTransitions(register, window, context.Terms.ShowsProtected, protection, cancellation);
        var repair = new RepairRecords(register, context, gate);
        var judged = new Dictionary<long, VisibilityTransition>();
        var included = new HashSet<long>();
        var seen = 0L;
        foreach (var entry in register.ReadJournal(window.From, window.To))
        {
            cancellation.ThrowIfCancellationRequested();
            progress?.Report(++seen);
            if (entry.PersonId is not { } person)
            {
                continue;
            }

            if (!judged.TryGetValue(person, out var transition))
            {
                var ownTransition = transitions.Of(person);
                judged.Add(person, transition = repair.Of(person, ownTransition));
                if (transition != VisibilityTransition.Changes
                    && ownTransition is VisibilityTransition.Changes or VisibilityTransition.Full
                    && transitions.LeavesCodeBehind(person)
                    && Leave(person, gate, transitions, window, next()))
                {
                    included.Add(person);
                    keep(person);
                }
            }

            // A full record as of the window's end takes the place of the person's last entry. Earlier it could name an identity code that
            // is still another person's, until a later line removes it: a person registered twice leaves at the merger.
            var last = transitions.LastEntry(person) == entry.Key;

            // A leaving line uses the code of the window's beginning, before it can become another person's.
            var first = transitions.FirstEntry(person) == entry.Key;
            var disclosed = transition switch
            {
                VisibilityTransition.Full => last
                    && gate.TryDiscloseFull(register.At(person, window.To)!, transitions.LastRegistered(person), next()),
                VisibilityTransition.Leaving => first && Leave(person, gate, transitions, window, next()),
                VisibilityTransition.Changes => Change(gate, entry, person, window, next()),
                _ => false,
            };
            if (disclosed)
            {
                included.Add(person);
                keep(person);
            }
        }

        foreach (var person in transitions.AddedWithoutEntry())
        {
            cancellation.ThrowIfCancellationRequested();
            if (gate.TryDiscloseFull(person, context.Day.ToString("yyyyMMdd", CultureInfo.InvariantCulture), next()))
            {
                included.Add(person.PersonId);
                keep(person.PersonId);
            }
        }

        // After the full records: by then the recipient knows the persons merged into.
        foreach (var turned in transitions.UnseenMergers())
        {
            if (gate.TryDiscloseMerger(
                    turned.KnownCode,
                    turned.Survivor,
                    context.Day.ToString("yyyyMMdd", CultureInfo.InvariantCulture),
                    next()))
            {
                included.Add(turned.Survivor.PersonId);
                keep(turned.Survivor.PersonId);
            }
        }

        var repaired = repair.Disclose(person => judged.GetValueOrDefault(person) == VisibilityTransition.Full, next, keep, cancellation);
        return (included.Count + repaired, repaired);
    }

    private bool Leave(
        long person,
        DisclosedRecord.Gate gate,
        WindowTransitions transitions,
        DisclosureWindow window,
        DisclosedRecord disclosed) =>
        gate.TryDiscloseLeaving(
            register.At(person, window.From)!.IdentityCode,
            register.At(person, window.To)!,
            transitions.LastRegistered(person),
            disclosed);

    private bool Change(DisclosedRecord.Gate gate, JournalEntry entry, long person, DisclosureWindow window, DisclosedRecord disclosed) =>
        gate.TryDiscloseChange(
            entry,
            register.At(person, new JournalKey(entry.Key.Value - 1)),
            register.At(person, entry.Key)!,
            new PersonWindow(register.At(person, window.From), register.At(person, window.To)!, UnderOrder(person, window.To)),
            disclosed);

    /// <summary>The versions in which the person was under an order, those of persons merged into this one included.</summary>
    private IEnumerable<PersonVersion> UnderOrder(long person, JournalKey until)
    {
        foreach (var one in register.MergedInto(person, until).Prepend(person))
        {
            for (
                var version = register.At(one, until);
                version is not null;
                version = register.At(one, new JournalKey(version.From.Value - 1)))
            {
                if (version.NonDisclosureEnd is not null)
                {
                    yield return version;
                }
            }
        }
    }

    private DisclosedRecord.Gate GateOf(DeliveryContext context, Protection protection) =>
        new(context.Terms.ForGate(), catalog, context.Day, protection, new OrderHistory(register, new JournalKey(context.To)));
}
