using Muutostieto.Records.Manifests;

namespace Muutostieto.Recipient.Loading.Chain;

/// <summary>A row of deliveries.</summary>
internal sealed record LoadedDelivery(long Id, DeliveryKey Key, string Sha256, long To, long Records, string LoadedAt, bool IsReplaced)
{
    /// <summary>The journal key after which it starts; null for a base.</summary>
    internal long? From { get; init; }

    /// <summary>Whether it was loaded from a form that has all its groups, and not from one with genuine groups only.</summary>
    internal bool HasAllGroups { get; init; } = true;

    internal string Kind => Key.Kind;

    internal int Number => Key.Number;

    internal string Shown => Key.InPermit;
}
