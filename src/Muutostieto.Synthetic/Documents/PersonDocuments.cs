using Muutostieto.Synthetic.Chances;
using Muutostieto.Synthetic.Names;
using Muutostieto.Synthetic.People;
using Muutostieto.Synthetic.Reference;

namespace Muutostieto.Synthetic.Documents;

/// <summary>
/// Writes persons of one settlement as documents. What is thrown for a person depends on the person's number alone, not on the order of
/// writing.
/// </summary>
internal sealed class PersonDocuments : IDisposable
{
    private readonly Settlement settlement;
    private readonly NameBook names;
    private readonly ulong kindSeed;
    private readonly Dice dice = new(0);
    private readonly DocumentBuilder document = new();
    private readonly IdentityGroups identity;
    private readonly AddressGroups addresses;
    private readonly FamilyGroups family;
    private readonly OwnGroups own;

    public PersonDocuments(Settlement settlement, ReferenceData data, NameBook names, ulong seed)
    {
        (this.settlement, this.names) = (settlement, names);
        kindSeed = Dice.KindSeed(seed, $"person of {settlement.Municipality.Code}");
        identity = new IdentityGroups(document, data);
        addresses = new AddressGroups(document, data);
        family = new FamilyGroups(document, data, names);
        own = new OwnGroups(document, data);
    }

    public SyntheticPerson Write(Person person)
    {
        dice.Turn(kindSeed, person.Number);
        var firstNames = person.FirstNames ?? this.names.FirstNames(person.Language, person.IsMale, person.Born.Year, dice);
        var subject = new Subject(person, this.settlement, firstNames, person.Died ?? this.settlement.AsOf, dice);

        document.Begin(person.Code);
        identity.Write(subject);
        addresses.Write(subject);
        family.Write(subject);
        own.Write(subject);

        return new SyntheticPerson
        {
            IdentityCode = person.Code.ToString(),
            FormerCodes = person.FormerCode is { } former ? [former.ToString()] : [],
            Municipality = this.settlement.Municipality.Code,
            Alive = person.Died is null,
            NonDisclosureEnd = IdentityGroups.NonDisclosureEnd(person),
            Document = document.End(),
        };
    }

    public void Dispose() => document.Dispose();
}
