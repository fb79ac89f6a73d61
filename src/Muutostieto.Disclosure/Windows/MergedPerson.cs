using Muutostieto.Register;

namespace Muutostieto.Disclosure.Windows;

/// <summary>Somebody on a recipient's list who has turned out to be somebody else.</summary>
/// <param name="KnownCode">The identity code that the recipient knows the person by.</param>
/// <param name="Survivor">Whom the person turned out to be, as of the window's end.</param>
public sealed record MergedPerson(string KnownCode, PersonVersion Survivor);
