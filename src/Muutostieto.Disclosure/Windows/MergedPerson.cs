using Muutostieto.Register;

namespace Muutostieto.Disclosure.Windows;

/// <summary>A person on a recipient's list who was merged into another person.</summary>
/// <param name="KnownCode">The identity code that the recipient knows the person by.</param>
/// <param name="Survivor">The person merged into, as of the window's end.</param>
public sealed record MergedPerson(string KnownCode, PersonVersion Survivor);
