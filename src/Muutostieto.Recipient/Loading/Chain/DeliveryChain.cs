using Muutostieto.Records;
using Muutostieto.Records.Manifests;

namespace Muutostieto.Recipient.Loading.Chain;

/// <summary>
/// Decides which delivery comes next. Changes follow the one whose kind, number and manifest hash they name as their predecessor; a base
/// that is newer than what is loaded starts over, so that everything before it is passed over. Changes that begin at a key go on from a
/// database that is as of that key, and replace the chain that it was loaded from before.
/// </summary>
/// <param name="found">Deliveries of the permit in the folder, each content once.</param>
/// <param name="loaded">Deliveries that the database has, in the order of loading.</param>
/// <param name="fromKey">As of which key the database is by data of the interface; null when it is as of the last delivery.</param>
internal sealed class DeliveryChain(
    IReadOnlyList<FoundDelivery> found, IReadOnlyList<LoadedDelivery> loaded, long? fromKey = null)
{
    private LoadedDelivery? Head => loaded.LastOrDefault(delivery => !delivery.IsReplaced);

    /// <summary>The first delivery of the chain that the database goes on from; null before the first one.</summary>
    private LoadedDelivery? Start => loaded.FirstOrDefault(delivery => !delivery.IsReplaced);

    /// <summary>Whether the database is as of the key that is said: it is not any more when changes after that key are loaded.</summary>
    private bool IsAtKey => fromKey is not null && loaded.All(delivery => delivery.From != fromKey);

    /// <summary>The next step, or null when everything is loaded.</summary>
    /// <exception cref="MuutostietoException">Usage: the database is said to be as of a key at which nothing begins.</exception>
    internal LoadStep? Next() => Repeat() ?? (NewestBase() is { } start ? new LoadStep(start, null) : Continue());

    /// <summary>Deliveries that a chain's loaded beginning has made needless before they were loaded.</summary>
    internal IEnumerable<FoundDelivery> PassedOver() => Start switch
    {
        { Kind: DeliveryKey.Base } start => found.Where(delivery => Row(delivery) is null && IsBefore(delivery, start)),
        { } start => found.Where(delivery =>
            Row(delivery) is null && (delivery.IsBase ? delivery.To < start.To : delivery.Identity.Number < start.Number)),
        null => [],
    };

    /// <summary>A delivery under the kind and number of another one, already loaded or in the folder too.</summary>
    private LoadStep? Repeat()
    {
        foreach (var delivery in found)
        {
            if (Row(delivery) is { } row && row.Sha256 != delivery.Sha256)
            {
                return new LoadStep(
                    delivery,
                    $"{delivery.Shown} has been loaded with another content. Keep what is loaded, and ask the sender which of the two is "
                        + "right; if it is this one, ask for a new base.");
            }

            if (found.Any(other => other != delivery && Same(other, delivery)))
            {
                return new LoadStep(
                    delivery,
                    $"the folder has {delivery.Shown} twice, with different contents. Ask the sender which is right, and remove the other."
                );
            }
        }

        return null;
    }

    private FoundDelivery? NewestBase()
    {
        var newest = found.Where(delivery => delivery.IsBase).MaxBy(delivery => delivery.Identity.Number);
        var last = loaded.LastOrDefault(delivery => delivery.Kind == DeliveryKey.Base);

        // A base that was not loaded, of before the database went on by the interface, would set it back.
        var reached = IsAtKey ? fromKey : Start is { Kind: DeliveryKey.Changes } begun ? begun.To : null;
        return newest is not null && (last is null || newest.Identity.Number > last.Number) && !(newest.To < reached) ? newest : null;
    }

    private LoadStep? Continue()
    {
        var passed = PassedOver().ToHashSet();
        var waiting = found
            .Where(delivery => Row(delivery) is null && !passed.Contains(delivery))
            .OrderBy(delivery => delivery.Identity.Number)
            .ToList();
        if (waiting.Count == 0)
        {
            return null;
        }

        if (IsAtKey)
        {
            var first = waiting.LastOrDefault(delivery =>
                delivery.Identity.BeginsAtKey && delivery.Identity.Window!.From == fromKey);
            return first is not null
                ? new LoadStep(first, null)
                : throw new MuutostietoException(
                    FailureKind.Usage,
                    FormattableString.Invariant($"no change delivery in the folder begins at key {fromKey}. Nothing was loaded. ")
                        + "Fetch it, or ask the sender for changes from that key.");
        }

        if (Head is not { } head)
        {
            if (waiting[0].Identity is { BeginsAtKey: true, Window.From: { } begin })
            {
                return new LoadStep(waiting[0], null) { NeedsKey = begin };
            }

            return new LoadStep(
                waiting[0],
                $"{waiting[0].Shown} is a change delivery, and the database has no base. Ask the sender for a base.");
        }

        var next = waiting.FirstOrDefault(delivery => delivery.Identity.Before == head.Key) ?? waiting[0];
        return next.Identity is { BeginsAtKey: true, Window.From: { } from }
            ? new LoadStep(next, null) { NeedsKey = from == head.To ? null : from }
            : new LoadStep(next, Refusal(next, head));
    }

    private string? Refusal(FoundDelivery next, LoadedDelivery head)
    {
        if (next.Identity.Predecessor is not { } before)
        {
            return $"{next.Shown} does not say which delivery it follows. Ask the sender for it again.";
        }

        var named = before.KeyIn(next.Identity.Permit);
        if (named != head.Key)
        {
            return loaded.Any(row => row.Key == named) || (before.Number <= head.Number && before.Kind == head.Kind)
                ? $"{next.Shown} follows {named.InPermit}, but {head.Shown} is loaded already. Ask the sender for a new base."
                : $"{next.Shown} follows {named.InPermit}, which is missing: {head.Shown} was loaded last. Ask the sender to deliver "
                    + $"{named.InPermit} again{(before.Kind == DeliveryKey.Changes ? ", and all between" : "")}.";
        }

        if (!before.ManifestSha256.Equals(head.Sha256, StringComparison.OrdinalIgnoreCase))
        {
            return $"{next.Shown} follows a {head.Shown} of another content than the one that is loaded. Ask the sender for a new base.";
        }

        return next.Identity.Window?.From == head.To ? null
            : $"{next.Shown} does not start where {head.Shown} ends (journal key {head.To}): changes are missing. Ask the sender for a new "
                + "base.";
    }

    private LoadedDelivery? Row(FoundDelivery delivery) => loaded.FirstOrDefault(row => row.Key == delivery.Identity.Key);

    /// <summary>Whether a delivery that is not loaded belongs to the time before the base. An empty one may start and end at the base's
    /// key: its predecessor decides.</summary>
    private bool IsBefore(FoundDelivery delivery, LoadedDelivery start)
    {
        if (delivery.IsBase)
        {
            return delivery.Identity.Number < start.Number;
        }

        if (delivery.Identity.Window?.From < start.To
            || (Head is { Kind: DeliveryKey.Changes } head && delivery.Identity.Number < head.Number))
        {
            return true;
        }

        return delivery.To == start.To && delivery.Identity.Predecessor is { } before
            && (before.Kind == DeliveryKey.Base ? before.Number < start.Number
                : loaded.FirstOrDefault(row => row.Key == delivery.Identity.Before) is { } row ? row.IsReplaced
                : found.FirstOrDefault(other =>
                    other.Identity.Key == delivery.Identity.Before && other.Identity.Number < delivery.Identity.Number)
                    is { } earlier
                    && IsBefore(earlier, start));
    }

    private static bool Same(FoundDelivery left, FoundDelivery right) => left.Identity.Key == right.Identity.Key;
}
