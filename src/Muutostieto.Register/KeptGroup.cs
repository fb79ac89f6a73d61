namespace Muutostieto.Register;

/// <summary>A piece of a source's data that the register has no place for. It is kept with the person as it came.</summary>
/// <param name="Name">The source's name of the group, or of the group and the field.</param>
/// <param name="Json">The text as it came.</param>
public sealed record KeptGroup(string Name, string Json);
