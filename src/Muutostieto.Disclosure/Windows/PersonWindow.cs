using Muutostieto.Register;

namespace Muutostieto.Disclosure.Windows;

/// <summary>A person at both ends of a window, visible to the recipient throughout it.</summary>
/// <param name="AtFrom">As of the window's beginning: what the recipient has.</param>
/// <param name="AtTo">As of its end: what the recipient will have.</param>
/// <param name="UnderOrder">
/// Every version up to the window's end in which an order was in force, those of persons merged into this one included. Evaluated lazily:
/// few need it.
/// </param>
public sealed record PersonWindow(PersonVersion? AtFrom, PersonVersion AtTo, IEnumerable<PersonVersion> UnderOrder);
