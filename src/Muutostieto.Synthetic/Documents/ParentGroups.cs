using Muutostieto.Synthetic.People;

namespace Muutostieto.Synthetic.Documents;

/// <summary>
/// The groups 911 and 912: parents and children, each in the other's document. Known of those who are minors on the population's day, and
/// of those born later; they stay when a child comes of age and when one of the two dies.
/// </summary>
internal sealed class ParentGroups(DocumentBuilder document)
{
    private const int Parent = 1;
    private const int Mother = 2;
    private const int ConfirmedMother = 6;

    public void Write(Subject subject)
    {
        foreach (var custody in subject.Person.Guardians)
        {
            if (custody is { Kind: Parent, Role: not 0, Guardian: { } parent })
            {
                Write("911"u8, parent, subject.Person, custody, subject.LastDay);
            }
        }

        foreach (var child in subject.Person.Wards ?? [])
        {
            if (Array.Find(child.Guardians, one => one.Guardian == subject.Person) is { Kind: Parent, Role: not 0 } custody)
            {
                Write("912"u8, child, child, custody, subject.LastDay);
            }
        }
    }

    private void Write(ReadOnlySpan<byte> group, Person other, Person child, Custody custody, DateOnly asOf) =>
        document.Group(group)
            .IdentityCode("hetu"u8, other.Code)
            .Code("vanhemman_rooli"u8, custody.Role == ConfirmedMother ? Mother : custody.Role)
            .Date("alkupv"u8, FamilyGroups.CustodySince(child, custody, asOf));
}
