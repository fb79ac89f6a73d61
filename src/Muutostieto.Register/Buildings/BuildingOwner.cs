namespace Muutostieto.Register.Buildings;

/// <summary>An owner of a building: a person of the register, a company, or an outside person.</summary>
/// <param name="PersonId">
/// The person's surrogate id; null for companies and outside persons, and for a person that the register does not have.
/// </param>
/// <param name="BusinessId">The company's <c>y_tunnus</c>; empty for persons.</param>
/// <param name="Group">
/// One document with the group 969 (compact UTF-8 JSON): kind, names, from and to. It has no identity code when
/// <paramref name="PersonId"/> is known: the person's code changes, and what may be said of a person is decided elsewhere.
/// </param>
public sealed record BuildingOwner(long? PersonId, string BusinessId, ReadOnlyMemory<byte> Group)
{
    /// <summary>Whether the other says the same of the same owner.</summary>
    public bool IsSame(BuildingOwner other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return PersonId == other.PersonId && BusinessId == other.BusinessId && Group.Span.SequenceEqual(other.Group.Span);
    }
}
