namespace Muutostieto.Server.SelfService.Pages;

// Razor makes its classes open and without documentation; here they are sealed.

public sealed partial class ChoiceField;

public sealed partial class ConfirmPage;

public sealed partial class DateField;

public sealed partial class FieldHead;

public sealed partial class FileField;

public sealed partial class FormFrame;

public sealed partial class FormKeys;

public sealed partial class HomePage;

public sealed partial class LoggedOutPage;

public sealed partial class MeanwhilePage;

public sealed partial class NoticePage;

public sealed partial class OptionalMark;

public sealed partial class Pager;

public sealed partial class SelectField;

public sealed partial class SelfServicePage;

public sealed partial class TextField;

public sealed partial class WelcomePage;

// Never made; the name is Razor's own, and it cannot be sealed.
#pragma warning disable CA1707
public abstract partial class _Imports;
#pragma warning restore CA1707
