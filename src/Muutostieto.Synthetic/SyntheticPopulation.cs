using Muutostieto.Records;
using Muutostieto.Register.Buildings;
using Muutostieto.Synthetic.Buildings;
using Muutostieto.Synthetic.Chances;
using Muutostieto.Synthetic.Codes;
using Muutostieto.Synthetic.Documents;
using Muutostieto.Synthetic.Names;
using Muutostieto.Synthetic.People;
using Muutostieto.Synthetic.Places;
using Muutostieto.Synthetic.Reference;

namespace Muutostieto.Synthetic;

/// <summary>
/// A realistic population of persons who do not exist: sizes, ages, languages, names, families and addresses as in Finland, identity codes
/// of the artificial numbers 900-999.
/// The same options give the same bytes on every machine.
/// </summary>
public sealed class SyntheticPopulation
{
    private const int AbroadInHundred = 1;
    private const int SpecialPeopleFrom = 1000;
    private const int AgeGroupYears = 5;

    private readonly PopulationOptions options;
    private readonly ReferenceData data = new();
    private readonly List<(Municipality Municipality, int Living)> plan;

    /// <exception cref="MuutostietoException">No municipality, an unknown or merged one, or a number of persons that is not
    /// positive.</exception>
    public SyntheticPopulation(PopulationOptions options)
    {
        this.options = options;
        if (options.Municipalities.Count == 0)
        {
            throw new MuutostietoException(
                FailureKind.Usage,
                "Synthetic population: no municipality was given. Name one, a county or the whole country.");
        }

        if (options.Persons is < 1)
        {
            throw new MuutostietoException(
                FailureKind.Usage,
                $"Synthetic population: {options.Persons} persons were asked for, at least 1 was expected.");
        }

        var municipalities = options
            .Municipalities.Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .Select(data.Municipality)
            .ToList();
        var sizes = municipalities.ConvertAll(municipality => municipality.Population);
        Living = options.Persons ?? sizes.Sum();
        plan = [.. municipalities.Zip(LargestRemainder.Share(Living, sizes))];
        Residents = plan.ToDictionary(pair => pair.Municipality.Code, pair => pair.Living, StringComparer.Ordinal);
    }

    /// <summary>Codes of the municipalities in force, in order: what <c>--whole-country</c> means.</summary>
    public static IReadOnlyList<string> AllMunicipalities() =>
        [.. new ReferenceData().Municipalities.Select(municipality => municipality.Code).Order(StringComparer.Ordinal)];

    /// <summary>How many living residents all municipalities will have together, exactly.</summary>
    public int Living { get; }

    /// <summary>How many living residents each municipality will have, exactly, by code.</summary>
    public IReadOnlyDictionary<string, int> Residents { get; }

    /// <summary>
    /// All persons in order of (municipality, identity code), byte by byte; those who moved abroad (one in a hundred, municipality 200) in
    /// their place,
    /// the dead (three in a hundred) in their last municipality. One municipality at a time is in memory. Every enumeration makes the same
    /// persons again.
    /// </summary>
    public IEnumerable<SyntheticPerson> Create() => Create(onSettlement: null);

    /// <summary>
    /// As <see cref="Create()"/>; after the persons of each municipality come its buildings: one for every address of a resident, and those
    /// that no resident lives in.
    /// </summary>
    /// <param name="onPerson">Is given each person; gives the surrogate id that the register has for it.</param>
    /// <param name="onBuilding">Is given each building, its owners by surrogate id.</param>
    public void Create(Func<SyntheticPerson, long> onPerson, Action<NewBuildingVersion> onBuilding)
    {
        using var buildings = new BuildingDocuments();
        var maker = new BuildingMaker(this.options.Seed, buildings);
        foreach (var person in Create(settlement => maker.Make(settlement, onBuilding), onPerson))
        {
            _ = person;
        }
    }

    private IEnumerable<SyntheticPerson> Create(Action<Settlement>? onSettlement, Func<SyntheticPerson, long>? onPerson = null)
    {
        var names = new NameBook();
        var builder = new SettlementBuilder(
            data,
            names,
            new StreetNames(),
            new IdentityCodeAllocator(),
            this.options.Seed,
            this.options.AsOf);
        var largest = plan.MaxBy(pair => pair.Living).Municipality;
        var batches = plan.Append((Municipality: Abroad(), Living: ((Living * AbroadInHundred) + 99) / 100))
            .OrderBy(pair => pair.Municipality.Code, StringComparer.Ordinal);
        foreach (var (municipality, living) in batches)
        {
            foreach (
                var person in Create(
                    builder,
                    names,
                    municipality,
                    living,
                    isSpecial: municipality == largest && Living >= SpecialPeopleFrom,
                    onSettlement,
                    onPerson))
            {
                yield return person;
            }
        }
    }

    /// <summary>A method of its own, so that nothing of a municipality is held while the next one is made.</summary>
    private IEnumerable<SyntheticPerson> Create(
        SettlementBuilder builder,
        NameBook names,
        Municipality municipality,
        int living,
        bool isSpecial,
        Action<Settlement>? onSettlement,
        Func<SyntheticPerson, long>? onPerson)
    {
        var settlement = builder.Build(municipality, living);
        if (isSpecial)
        {
            SpecialPeople.Add(settlement, new SpecialNames());
            NonDisclosureOrders.GiveBothKinds(settlement, Dice.For(this.options.Seed, "special", 0));
        }

        using var documents = new PersonDocuments(settlement, data, names, this.options.Seed);
        foreach (var person in InOrder(settlement))
        {
            var written = documents.Write(person);
            person.RegisterId = onPerson?.Invoke(written) ?? 0;
            yield return written;
        }

        if (!municipality.IsAbroad)
        {
            onSettlement?.Invoke(settlement);
        }
    }

    private static Person[] InOrder(Settlement settlement)
    {
        var people = settlement.Living.Concat(settlement.Dead).ToArray();
        var keys = Array.ConvertAll(people, person => SortKey(person));
        Array.Sort(keys, people);
        return people;
    }

    /// <summary>The eleven characters as one number, which sorts as they do.</summary>
    private static UInt128 SortKey(Person person)
    {
        Span<byte> ascii = stackalloc byte[11];
        person.Code.CopyTo(ascii);
        UInt128 key = 0;
        foreach (var character in ascii)
        {
            key = (key << 8) | character;
        }

        return key;
    }

    /// <summary>Those who have moved abroad, as if they lived in one place; fewer of the old.</summary>
    private Municipality Abroad() => new()
    {
        Code = Municipality.AbroadCode,
        Index = Residents.Count,
        County = "",
        Languages = LanguageRelation.Finnish,
        Men = Groups(age => age.Men),
        Women = Groups(age => age.Women),
        SwedishInTenThousand = 1500,
        ForeignInTenThousand = 1500,
        PostalCodes = null,
    };

    private int[] Groups(Func<(int Men, int Women), int> of) =>
    [
        .. data.NationalAges.Chunk(AgeGroupYears).Take(20).Select((ages, group) => ages.Sum(of) / (group < 14 ? 1 : group - 12)),
    ];
}
