using Muutostieto.Deliveries.Ledger;
using Muutostieto.Deliveries.Lists;
using Muutostieto.Deliveries.Terms;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Disclosure.Windows;
using Muutostieto.Records;
using Muutostieto.Records.Dates;
using Muutostieto.Register;

namespace Muutostieto.Deliveries.Engine;

/// <summary>Chains without a base: of a recipient that has the interface's data up to a key, and goes on by files from there.</summary>
public sealed partial class DeliveryPlanner
{
    /// <summary>
    /// The change delivery that begins a chain at a key: everything since. When the permit's chain begins there already, its first delivery
    /// is the answer.
    /// </summary>
    /// <param name="permit">The permit.</param>
    /// <param name="key">The last key up to which the recipient has the interface's data.</param>
    /// <param name="isNewChain">Whether it takes the place of a chain that goes on.</param>
    /// <exception cref="MuutostietoException">Usage: no chain may begin at the key, or the permit's chain goes on.</exception>
    public Delivery RequestedChangesFrom(Permit permit, long key, bool isNewChain)
    {
        ArgumentNullException.ThrowIfNull(permit);
        return BegunAt(permit, key, isNewChain) ?? ChangesFrom(permit, key);
    }

    /// <summary>The first delivery of the permit's chain when it begins at the key; null when such a chain may be made.</summary>
    /// <inheritdoc cref="RequestedChangesFrom"/>
    public Delivery? BegunAt(Permit permit, long key, bool isNewChain)
    {
        ArgumentNullException.ThrowIfNull(permit);
        _ = permit.RequireFiles();
        RequireKey(permit, key);
        if (ledger.Head(permit.Id) is not { } head)
        {
            return null;
        }

        var first = new DeliveryChains(ledger).Back(head).Last();
        return first.BeginsAtKey && first.Window.From == key && (!isNewChain || IsStillNow(first, register.LatestKey().Value)) ? first
            : isNewChain ? null
            : throw new MuutostietoException(
                FailureKind.Usage,
                $"permit \"{permit.Id}\": its files go on from {head.Title}, and changes from a key would begin another chain. Nothing was "
                    + "delivered. If its recipient has gone on by the interface up to that key, end the chain by a new one.")
            {
                Remedy = new DeliveryRemedy.BeginChain(permit.Id, key),
            };
    }

    /// <summary>
    /// The first changes of the permit's last chain when it began at a key and has been withdrawn, with all that continued it: the chain
    /// begins at that key still. Null when it did not.
    /// </summary>
    internal Delivery? WithdrawnStart(Permit permit) =>
        ledger
            .ListChain(permit.Id)
            .Reverse()
            .TakeWhile(delivery => delivery.State == DeliveryState.Withdrawn)
            .FirstOrDefault(delivery => delivery.Predecessor is null)
            is { BeginsAtKey: true, IsLost: false } begun
            ? begun
            : null;

    /// <summary>The change delivery that begins a chain at a key, as of now; for an occurrence of the rhythm, or asked for.</summary>
    internal Delivery ChangesFrom(Permit permit, long key, Occurrence? occurrence = null)
    {
        RequireKey(permit, key);
        var head = ledger.Head(permit.Id);
        if (head is not null)
        {
            RequireTheSameRegister(head);
        }

        RequireChain(permit);

        var (to, repairs) = (register.LatestKey(), ledger.PendingRepairs(permit.Id));
        var withdrawn = WithdrawnStart(permit);
        return Plan(
            new DeliveryPlan
            {
                Permit = permit.Id,
                Kind = DeliveryKind.Changes,
                Occurrence = occurrence is { } due
                    ? Free(
                        permit, DeliveryKind.Changes, due.Name, taken => taken is { State: DeliveryState.Withdrawn, Published: null })
                    : Free(permit, DeliveryKind.Changes, FormattableString.Invariant($"from key {key}"), _ => true),
                Planned = occurrence?.Planned ?? Now(),
                Window = new DeliveryWindow(key, to.Value)
                {
                    // What the list has by now counts as what the recipient had at the key; a withdrawn first delivery has looked before.
                    ListFrom = !permit.Area.IsList ? null
                        : withdrawn?.Window.From == key ? withdrawn.Window.ListFrom
                        : ledger.ListPosition(permit.Id),
                },
                ListMerged = MergedOf(permit, to),
                RegisterFingerprint = RegisterFingerprint.At(register, to),
                Replaces = head?.Id,
                Terms = TermsAtKey(permit).ToJson(),
                CatalogDigest = catalog.Digest,
                Repairs = [.. repairs.Select(request => request.Id)],
            });
    }

    /// <summary>What a change delivery that begins a chain at a key would hold today.</summary>
    internal DeliveryTerms TermsAtKey(Permit permit) =>
        TermsOf(permit, ledger.PendingRepairs(permit.Id)) with
        {
            AreaAtKey = permit.Area is ResidenceArea area
                ? area.ResolveEver(configuration.Municipalities, HelsinkiTime.Today(clock))
                : null,
        };

    /// <summary>Refuses a key of which the interface gave no recipient anything, and a list that is not there yet.</summary>
    /// <exception cref="MuutostietoException">Usage.</exception>
    private void RequireKey(Permit permit, long key)
    {
        if (key <= 0)
        {
            throw Refused(
                $"key {key} lies before the register's load, whose persons are in no change delivery. Give the last key that the interface "
                    + "has answered with, or make a base.");
        }

        if (register.LatestKey().Value is var latest && key > latest)
        {
            throw Refused(
                FormattableString.Invariant(
                    $"the register has not given the key {key} yet; its last one is {latest}. Give the last key that the interface has ")
                    + "answered with; if the key is another register's, make a base.");
        }

        if (permit.Area.IsList && ListKeeper.IsWaited(ledger, permit.Id))
        {
            throw Refused("its recipient has not sent a list with a person on it yet. It sends the codes of the persons that it has.");
        }

        MuutostietoException Refused(string why) =>
            new(FailureKind.Usage, $"permit \"{permit.Id}\": {why} Nothing was delivered.");
    }
}
