namespace Muutostieto.Server.Pages;

// Razor makes its classes open and without documentation; here they are sealed.

public sealed partial class AlertItem;

public sealed partial class AlertList;

public sealed partial class Badge;

public sealed partial class ChartSign;

public sealed partial class ConnectionTable;

public sealed partial class DeliveryBadge;

public sealed partial class DeliveryContent;

public sealed partial class DeliveryPage;

public sealed partial class Fact;

public sealed partial class Legend;

public sealed partial class Moment;

public sealed partial class Next;

public sealed partial class NotFoundPage;

public sealed partial class OverviewContent;

public sealed partial class OverviewPage;

public sealed partial class PageFrame;

public sealed partial class PermitBadge;

public sealed partial class PermitContent;

public sealed partial class PermitPage;

public sealed partial class PermitRow;

public sealed partial class ServiceFacts;

public sealed partial class Since;

public sealed partial class SizeChart;

public sealed partial class TimeFact;

// Never made; the name is Razor's own, and it cannot be sealed.
#pragma warning disable CA1707
public abstract partial class _Imports;
#pragma warning restore CA1707
