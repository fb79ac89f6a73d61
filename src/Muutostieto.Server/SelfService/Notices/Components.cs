namespace Muutostieto.Server.SelfService.Notices;

// Razor makes its classes open and without documentation; here they are sealed.

public sealed partial class NoticesPage;

public sealed partial class PublishedPage;

public sealed partial class PublishPage;

public sealed partial class RemoveNoticePage;

// Never made; the name is Razor's own, and it cannot be sealed.
#pragma warning disable CA1707
public abstract partial class _Imports;
#pragma warning restore CA1707
