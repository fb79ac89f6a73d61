namespace Muutostieto.Server.SelfService.Customers;

// Razor makes its classes open and without documentation; here they are sealed.

public sealed partial class ApplicationDraftPage;

public sealed partial class ApplicationPage;

public sealed partial class ApplicationsPage;

public sealed partial class ContactPage;

public sealed partial class ContactsPage;

public sealed partial class ContentFacts;

public sealed partial class DeliveriesPage;

public sealed partial class DeliveryPage;

public sealed partial class MatterActions;

public sealed partial class MatterSummary;

public sealed partial class MatterTable;

public sealed partial class OrderDraftPage;

public sealed partial class OrderPage;

public sealed partial class OrdersPage;

public sealed partial class RemoveContactPage;

public sealed partial class UnavailablePage;

public sealed partial class UploadsPage;

public sealed partial class WithdrawMatterPage;

// Never made; the name is Razor's own, and it cannot be sealed.
#pragma warning disable CA1707
public abstract partial class _Imports;
#pragma warning restore CA1707
