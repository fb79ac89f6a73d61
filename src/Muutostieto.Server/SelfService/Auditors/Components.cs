namespace Muutostieto.Server.SelfService.Auditors;

// Razor makes its classes open and without documentation; here they are sealed.

public sealed partial class AskPage;

public sealed partial class AnswerPage;

public sealed partial class VerifyPage;

// Never made; the name is Razor's own, and it cannot be sealed.
#pragma warning disable CA1707
public abstract partial class _Imports;
#pragma warning restore CA1707
