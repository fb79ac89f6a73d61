namespace Muutostieto.Server.SelfService.Operators;

// Razor makes its classes open and without documentation; here they are sealed.

public sealed partial class BasePage;

public sealed partial class ChangedPage;

public sealed partial class CountPage;

public sealed partial class MatterPage;

public sealed partial class OperationPage;

public sealed partial class OperationsPage;

public sealed partial class OrderRunPage;

public sealed partial class OvertakenPage;

public sealed partial class QueuePage;

public sealed partial class RedeliveryPage;

public sealed partial class ServiceDeliveryPage;

public sealed partial class ServicePage;

public sealed partial class ServicePermitPage;

public sealed partial class StartPage;

public sealed partial class WithdrawalPage;

// Never made; the name is Razor's own, and it cannot be sealed.
#pragma warning disable CA1707
public abstract partial class _Imports;
#pragma warning restore CA1707
