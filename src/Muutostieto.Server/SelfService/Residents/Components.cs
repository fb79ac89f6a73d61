namespace Muutostieto.Server.SelfService.Residents;

// Razor makes its classes open and without documentation; here they are sealed.

public sealed partial class SearchPage;

public sealed partial class PickPage;

public sealed partial class PickHistoryPage;

public sealed partial class RowsPage;

public sealed partial class SearchText;

// Never made; the name is Razor's own, and it cannot be sealed.
#pragma warning disable CA1707
public abstract partial class _Imports;
#pragma warning restore CA1707
