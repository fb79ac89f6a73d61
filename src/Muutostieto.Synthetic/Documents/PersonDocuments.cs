using Muutostieto.Synthetic.Chances;
using Muutostieto.Synthetic.Names;
using Muutostieto.Synthetic.People;
using Muutostieto.Synthetic.Reference;

namespace Muutostieto.Synthetic.Documents;

/// <summary>Writes persons of one settlement as documents. What is thrown for a person depends on the person's number alone, not on the order of writing.</summary>
internal sealed class PersonDocuments : IDisposable
{
    private readonly Settlement _settlement;
    private readonly NameBook _names;
    private readonly ulong _kindSeed;
    private readonly Dice _dice = new(0);
    private readonly DocumentBuilder _document = new();
    private readonly IdentityGroups _identity;
    private readonly AddressGroups _addresses;
    private readonly FamilyGroups _family;
    private readonly OwnGroups _own;

    public PersonDocuments(Settlement settlement, ReferenceData data, NameBook names, ulong seed)
    {
        (_settlement, _names) = (settlement, names);
        _kindSeed = Dice.KindSeed(seed, $"person of {settlement.Municipality.Code}");
        _identity = new IdentityGroups(_document, data);
        _addresses = new AddressGroups(_document, data);
        _family = new FamilyGroups(_document, data, names);
        _own = new OwnGroups(_document, data);
    }

    public SyntheticPerson Write(Person person)
    {
        _dice.Turn(_kindSeed, person.Number);
        var firstNames = person.FirstNames ?? _names.FirstNames(person.Language, person.IsMale, person.Born.Year, _dice);
        var subject = new Subject(person, _settlement, firstNames, person.Died ?? _settlement.AsOf, _dice);

        _document.Begin(person.Code);
        _identity.Write(subject);
        _addresses.Write(subject);
        _family.Write(subject);
        _own.Write(subject);

        return new SyntheticPerson
        {
            IdentityCode = person.Code.ToString(),
            FormerCodes = person.FormerCode is { } former ? [former.ToString()] : [],
            Municipality = _settlement.Municipality.Code,
            Alive = person.Died is null,
            NonDisclosureEnd = IdentityGroups.NonDisclosureEnd(person),
            Document = _document.End(),
        };
    }

    public void Dispose() => _document.Dispose();
}
