namespace Muutostieto.SelfService.Residents.Files;

/// <summary>What is on an address label.</summary>
/// <param name="Name">First names and surname.</param>
/// <param name="Street">The line above that of the town.</param>
/// <param name="Town">Postal code and post town.</param>
internal sealed record AddressLabel(string Name, string Street, string Town);
