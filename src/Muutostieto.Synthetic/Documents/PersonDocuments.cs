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
    private readonly ulong prohibitionSeed;
    private readonly ulong formerSeed;
    private readonly Dice dice = new(0);
    private readonly Dice prohibitionDice = new(0);
    private readonly Dice formerDice = new(0);
    private readonly DocumentBuilder document = new();
    private readonly IdentityGroups identity;
    private readonly AddressGroups addresses;
    private readonly FamilyGroups family;
    private readonly OwnGroups own;
    private readonly ProhibitionGroups prohibitions;
    private readonly ParentGroups parents;
    private readonly FormerMunicipalityGroups formerMunicipalities;
    private readonly bool hasProhibitions;
    private readonly bool hasParents;
    private readonly bool hasFormer;

    /// <param name="settlement">Where they live.</param>
    /// <param name="data">What is thrown from.</param>
    /// <param name="names">Names.</param>
    /// <param name="seed">The same seed gives the same persons.</param>
    /// <param name="hasGroup">Whether the layouts have a group: older ones lack some. Null: they are the newest.</param>
    public PersonDocuments(
        Settlement settlement, ReferenceData data, NameBook names, ulong seed, Func<string, bool>? hasGroup = null)
    {
        (this.settlement, this.names) = (settlement, names);
        (hasProhibitions, hasParents, hasFormer) =
            (hasGroup?.Invoke("910") != false, hasGroup?.Invoke("911") != false, hasGroup?.Invoke("913") != false);
        kindSeed = Dice.KindSeed(seed, $"person of {settlement.Municipality.Code}");
        prohibitionSeed = Dice.KindSeed(seed, $"prohibitions of {settlement.Municipality.Code}");
        formerSeed = Dice.KindSeed(seed, $"former municipalities of {settlement.Municipality.Code}");
        identity = new IdentityGroups(document, data);
        addresses = new AddressGroups(document, data);
        family = new FamilyGroups(document, data, names);
        own = new OwnGroups(document, data);
        prohibitions = new ProhibitionGroups(document);
        parents = new ParentGroups(document);
        formerMunicipalities = new FormerMunicipalityGroups(document, data);
    }

    public SyntheticPerson Write(Person person)
    {
        dice.Turn(kindSeed, person.Number);
        var firstNames = person.FirstNames ?? this.names.FirstNames(person.Language, person.IsMale, person.Born.Year, dice);
        var subject = new Subject(person, this.settlement, firstNames, person.Died ?? this.settlement.AsOf, dice);

        document.Begin(person.Code);
        identity.Write(subject);
        var movedIn = addresses.Write(subject);
        family.Write(subject);
        own.Write(subject);
        prohibitionDice.Turn(prohibitionSeed, person.Number);
        if (hasProhibitions)
        {
            prohibitions.Write(subject, prohibitionDice);
        }

        if (hasParents)
        {
            parents.Write(subject);
        }

        formerDice.Turn(formerSeed, person.Number);
        if (hasFormer)
        {
            formerMunicipalities.Write(subject, movedIn, formerDice);
        }

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
