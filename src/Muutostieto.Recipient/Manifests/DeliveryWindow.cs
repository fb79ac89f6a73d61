namespace Muutostieto.Recipient.Manifests;

/// <summary>Which entries of the register's journal the delivery covers.</summary>
/// <param name="From">The journal key after which it starts; null for a base.</param>
/// <param name="To">The journal key with which it ends, itself included.</param>
public sealed record DeliveryWindow(long? From, long To);
