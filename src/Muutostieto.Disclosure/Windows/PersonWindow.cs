using Muutostieto.Register;

namespace Muutostieto.Disclosure.Windows;

/// <summary>A person at both ends of a window, all through which a recipient has had them in sight.</summary>
/// <param name="AtFrom">As of the window's beginning: what the recipient has.</param>
/// <param name="AtTo">As of its end: what the recipient will have.</param>
/// <param name="UnderOrder">
/// Every version up to the window's end in which an order was in force, of persons who turned out to be this one too. Looked up when taken, which few need.
/// </param>
public sealed record PersonWindow(PersonVersion? AtFrom, PersonVersion AtTo, IEnumerable<PersonVersion> UnderOrder);
