namespace Muutostieto.Disclosure.Buildings;

/// <summary>A person that a record of a building names.</summary>
/// <param name="Person">The surrogate id.</param>
/// <param name="Group">Code of the group that names the person.</param>
public readonly record struct NamedPerson(long Person, string Group);
