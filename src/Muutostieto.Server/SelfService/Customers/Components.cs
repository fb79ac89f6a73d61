namespace Muutostieto.Server.SelfService.Customers;

// Razor makes its classes open and without documentation; here they are sealed.

public sealed partial class DeliveriesPage;

public sealed partial class DeliveryPage;

public sealed partial class UnavailablePage;

// Never made; the name is Razor's own, and it cannot be sealed.
#pragma warning disable CA1707
public abstract partial class _Imports;
#pragma warning restore CA1707
