using Muutostieto.Extracts.Matching;
using Muutostieto.Extracts.Tests.Support;

namespace Muutostieto.Extracts.Tests.Matching;

/// <summary>
/// Without the right of 37 § a protected person leaves no trace in what becomes of rows, nor in what the register is asked. FsCheck prints
/// the seed of what breaks this.
/// </summary>
public sealed class MatchNoTraceTests
{
    private const string Ban = "ASIAKASREKISTERIN_PAIVITYS";
    private static readonly string Hidden = NamedPerson.Code(31);
    private static readonly string HiddenBefore = NamedPerson.Code(32);

    /// <summary>No one else has these names: a namesake would count.</summary>
    private static readonly NamedPerson Person = new(Hidden)
    {
        Surname = "Piilonen",
        FormerSurnames = ["Kätkö"],
        FormerCodes = [HiddenBefore],
        CallName = "Maisa",
    };

    [SeededProperty(MaxTest = 15)]
    public void A_person_of_whom_nothing_may_be_known_is_as_one_that_the_register_does_not_have(int seed)
    {
        var random = new Random(seed);
        NamedPerson[] persons = [.. Enumerable.Range(1, 30).Select(number => Any(random, number))];
        MatchRow[] rows = [.. Rows(), .. persons.Select(person => Row(random, person))];
        using var absent = new MatchScene(persons);
        var expected = Seen(absent, rows);

        foreach (var hidden in new[]
        {
            Person with { IsProtected = true }, Person with { Ban = Ban }, Person with { Municipality = "091" },
            Person with { IsProtected = true, IsDead = true },
        })
        {
            using var scene = new MatchScene(persons.Append(hidden));
            Assert.That(Seen(scene, rows), Is.EqualTo(expected));
        }

        using var since = new MatchScene(persons.Append(Person));
        var key = since.Register.LatestKey();
        Assert.That(Seen(since, rows), Is.Not.EqualTo(expected), "the person is found while open");
        since.Enter(Person with { IsProtected = true }, 31);
        Assert.That(Seen(since, rows), Is.EqualTo(expected), "protected since, as of now");
        Assert.That(Seen(since, rows, since.Terms(asOf: key)), Is.EqualTo(expected), "protected since, as of before");
    }

    [Test]
    public void What_the_register_is_asked_about_a_row_does_not_depend_on_who_is_hidden()
    {
        NamedPerson[] persons =
            [Person, Person with { IsProtected = true }, Person with { Ban = Ban }, Person with { Municipality = "091" }];
        var namesake = Person with { IdentityCode = NamedPerson.Code(2), Surname = "Kaima", FormerCodes = [] };
        var asked = persons.Select(person =>
        {
            using var scene = new MatchScene(person, new NamedPerson(NamedPerson.Code(1)), namesake);
            var (register, questions) = AskedRegister.Of(scene.Register);
            var matcher = scene.Matcher(register: register);
            questions.TakeQuestions();
            var outcomes = Rows().Select(row => matcher.Match(row).Answer.Outcome).ToList();
            return (Outcomes: string.Join(' ', outcomes), Questions: string.Join('\n', questions.TakeQuestions()));
        }).ToList();

        Assert.That(asked.Select(each => each.Questions).Distinct().Single().Split('\n'), Has.Length.EqualTo(Rows().Count()));
        Assert.That(asked[1..].Select(each => each.Outcomes).Distinct().Single(), Is.Not.EqualTo(asked[0].Outcomes));
    }

    /// <summary>Everything that the recipient may see.</summary>
    private static string Seen(MatchScene scene, MatchRow[] rows, MatchTerms? terms = null)
    {
        var matcher = scene.Matcher(terms ?? scene.Terms());
        return string.Join('\n', rows.Select(row =>
            $"{matcher.Match(row).Answer} {(matcher.Content is { } content ? MatchScene.Said(content) : "")}"));
    }

    /// <summary>Rows that mean the hidden person, by each method, with and without contradictions.</summary>
    private static IEnumerable<MatchRow> Rows() =>
    [
        new(Hidden, "", "", ""), new(Hidden, "Piilonen", "Aino", "15.6.1950"), new(Hidden, "Lahti", "", ""),
        new(Hidden, "", "", "1.2.1960"),
        new(HiddenBefore, "", "", ""), new(HiddenBefore, "Lahti", "", ""), new("", "Piilonen", "Aino Maria", "15.6.1950"),
        new("", "Piilonen", "Aino", "15.6.1950"), new("", "Piilonen", "Maisa", "15.6.1950"), new("", "Piilónen", "Aino", "15.6.1950"),
        new("", "Kätkö", "Aino", "15.6.1950"), new("", "Kätkö", "Eila", "15.6.1950"), new("", "Piilonen", "Aino", "16.6.1950"),
    ];

    private static MatchRow Row(Random random, NamedPerson person) => random.Next(3) switch
    {
        0 => new MatchRow(person.IdentityCode, "", "", ""),
        1 => new MatchRow("", person.Surname, person.FirstNames, person.Born),
        _ => new MatchRow(Hidden, person.Surname, person.FirstNames, person.Born),
    };

    private static NamedPerson Any(Random random, int number) => new(NamedPerson.Code(number))
    {
        Surname = random.Next(2) == 0 ? "Korhonen" : "Mäki",
        FirstNames = random.Next(2) == 0 ? "Aino Maria" : "Eila",
        Born = random.Next(2) == 0 ? "19500615" : $"195{random.Next(10)}0616",
        IsProtected = random.Next(6) == 0,
        IsDead = random.Next(6) == 0,
        Ban = random.Next(6) == 0 ? Ban : null,
    };
}
