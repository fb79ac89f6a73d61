namespace Muutostieto.Synthetic.Tests.Support;

/// <summary>Populations that several tests look at; each is made once.</summary>
internal static class Populations
{
    /// <summary>The municipalities of Kainuu: Finnish ones.</summary>
    public static readonly string[] Kainuu = ["105", "205", "290", "578", "620", "697", "765", "777"];

    /// <summary>Of one language and of two, of either majority, and a town with blocks of flats.</summary>
    public static readonly string[] Mixed = ["205", "049", "499", "287", "478", "890"];

    private static readonly Lazy<IReadOnlyList<MadePerson>> LazySome = new(() => Make(Mixed, 12_000, 7));

    public static readonly DateOnly AsOf = new(2025, 12, 31);

    /// <summary>Twelve thousand residents of the mixed municipalities.</summary>
    public static IReadOnlyList<MadePerson> Some => LazySome.Value;

    public static SyntheticPopulation Of(IReadOnlyList<string> municipalities, int? persons, ulong seed) =>
        new(new PopulationOptions { Municipalities = municipalities, Persons = persons, Seed = seed, AsOf = AsOf });

    public static List<MadePerson> Make(IReadOnlyList<string> municipalities, int? persons, ulong seed) =>
        [.. Of(municipalities, persons, seed).Create().Select(person => new MadePerson(person))];

    /// <summary>How many do not meet the condition: a number, because a list of persons is of no use.</summary>
    public static int Failing(this IEnumerable<MadePerson> people, Func<MadePerson, bool> condition) =>
        people.Count(made => !condition(made));
}
