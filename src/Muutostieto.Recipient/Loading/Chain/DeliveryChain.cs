using Muutostieto.Records.Manifests;

namespace Muutostieto.Recipient.Loading.Chain;

/// <summary>
/// Decides which delivery comes next. Changes follow the one whose kind, number and manifest hash they name as their predecessor; a base
/// that is newer than what is loaded starts over, so that everything before it is passed over.
/// </summary>
/// <param name="found">Deliveries of the permit in the folder, each content once.</param>
/// <param name="loaded">Deliveries that the database has, in the order of loading.</param>
internal sealed class DeliveryChain(IReadOnlyList<FoundDelivery> found, IReadOnlyList<LoadedDelivery> loaded)
{
    private LoadedDelivery? Head => loaded.LastOrDefault(delivery => !delivery.IsReplaced);

    /// <summary>The next step, or null when everything is loaded.</summary>
    internal LoadStep? Next() => Repeat() ?? (NewestBase() is { } start ? new LoadStep(start, null) : Continue());

    /// <summary>Deliveries that a loaded base has made needless before they were loaded.</summary>
    internal IEnumerable<FoundDelivery> PassedOver() => loaded.LastOrDefault(delivery => delivery.Kind == DeliveryKey.Base) is { } start
        ? found.Where(delivery => Row(delivery) is null && IsBefore(delivery, start))
        : [];

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
        var start = loaded.LastOrDefault(delivery => delivery.Kind == DeliveryKey.Base);
        return newest is not null && (start is null || newest.Identity.Number > start.Number) ? newest : null;
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

        if (Head is not { } head)
        {
            return new LoadStep(
                waiting[0],
                $"{waiting[0].Shown} is a change delivery, and the database has no base. Ask the sender for a base.");
        }

        var next = waiting.FirstOrDefault(delivery => delivery.Identity.Before == head.Key) ?? waiting[0];
        return new LoadStep(next, Refusal(next, head));
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
