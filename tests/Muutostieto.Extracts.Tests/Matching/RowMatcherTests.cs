using Muutostieto.Disclosure;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Extracts.Matching;
using Muutostieto.Extracts.Tests.Support;

namespace Muutostieto.Extracts.Tests.Matching;

/// <summary>Each outcome, each method and what the recipient sees of it, by examples.</summary>
public sealed partial class RowMatcherTests
{
    private const string Ban = "ASIAKASREKISTERIN_PAIVITYS";
    private static readonly string Code = NamedPerson.Code(1);
    private static readonly NamedPerson Aino = new(Code);
    private static readonly NamedPerson Other = new(NamedPerson.Code(3));

    private static readonly MatchMethod[] Later = [MatchMethod.OneName, MatchMethod.Folded, MatchMethod.FormerName];

    private static readonly DisclosureTerms WithRight = MatchScene.Area with { NonDisclosureRight = NonDisclosureRight.Section37 };

    [Test]
    public void M1_a_code_in_force_is_its_persons()
    {
        using var scene = new MatchScene(Aino);

        Matches(scene, new MatchRow(Code, "", "", ""), MatchOutcome.Matched, MatchMethod.IdentityCode);
        Matches(scene, new MatchRow($" {Code} ", "Korhonen", "Aino Maria", "15.6.1950"), MatchOutcome.Matched, MatchMethod.IdentityCode);
        Assert.That(scene.Match(new MatchRow(Code, "", "", "")).Content, Is.EqualTo($"Korhonen|Katu {Code}"));
    }

    [Test]
    public void M2_a_former_code_is_its_persons_and_the_new_one_is_returned()
    {
        var former = NamedPerson.Code(2);
        using var scene = new MatchScene(Aino with { FormerCodes = [former] });

        var (result, content) = scene.Match(new MatchRow(former, "Korhonen", "Aino", ""));

        Assert.That(
            result,
            Is.EqualTo(new MatchResult(
                MatchOutcome.CodeReplaced,
                MatchMethod.FormerCode,
                new MatchAnswer(MatchOutcome.CodeReplaced, MatchMethod.FormerCode, Code, 1))));
        Assert.That(content, Is.Not.Null);
    }

    [Test]
    public void M2_a_former_code_of_two_persons_is_no_ones()
    {
        var former = NamedPerson.Code(2);
        using var scene = new MatchScene(Aino with { FormerCodes = [former] }, Other with { FormerCodes = [former] });

        Fails(scene, new MatchRow(former, "", "", ""), MatchOutcome.Ambiguous, MatchOutcome.Ambiguous);
    }

    [TestCase("Korhonen", "Aino Maria", MatchMethod.FullName)]
    [TestCase("KORHONEN", " aino  maria ", MatchMethod.FullName)]
    [TestCase("Korhonen", "Aino", MatchMethod.OneName)]
    [TestCase("Korhonen", "Aino Eveliina", MatchMethod.OneName)]
    [TestCase("Korhonen", "Maisa", MatchMethod.OneName)]
    [TestCase("Korhonen", "Maisa Maria", MatchMethod.OneName)]
    [TestCase("Kórhonen", "Aino", MatchMethod.Folded)]
    [TestCase("Korhonen", "Áinó Maria", MatchMethod.Folded)]
    [TestCase("Lahti", "Aino Maria", MatchMethod.FormerName)]
    [TestCase("Lahti", "Aune", MatchMethod.FormerName)]
    [TestCase("Korhonen", "Aune", MatchMethod.FormerName)]
    [TestCase("Korhonen", "Mami", MatchMethod.FormerName)]
    [TestCase("Láhti", "Aino", MatchMethod.FormerName)]
    public void M3_to_M6_names_with_the_day_of_birth_are_one_persons(string surname, string firstNames, MatchMethod method)
    {
        using var scene = new MatchScene(
            Aino with
            {
                CallName = "Maisa",
                FormerSurnames = ["Lahti"],
                FormerFirstNames = ["Aune Maria"],
                FormerCallName = "Mami",
            },
            Other with { Surname = "Kettunen" });

        Matches(scene, new MatchRow("", surname, firstNames, "1950-06-15"), MatchOutcome.Matched, method);
        Matches(scene, new MatchRow("", surname, firstNames, "15.06.1950"), MatchOutcome.Matched, method);
        Matches(scene, new MatchRow("", surname, firstNames, "19500615"), MatchOutcome.Matched, method);
        Fails(scene, new MatchRow("", surname, firstNames, "1950-06-16"), MatchOutcome.NoMatch);
        Fails(
            scene,
            new MatchRow("", surname, firstNames, "1950-06-15"),
            MatchOutcome.NoMatch,
            terms: scene.Terms(methods: MatchScene.AllMethods.Except([method, .. Later])));
    }

    [TestCase("Korhonen", "Maria")]
    [TestCase("Korhonen", "Ain")]
    [TestCase("Korhone", "Aino Maria")]
    [TestCase("Korhonen-Lahti", "Aino Maria")]
    [TestCase("Aino", "Korhonen")]
    [TestCase("Körhönen", "Aino Maria")]
    public void Names_that_are_nearly_a_persons_are_not(string surname, string firstNames)
    {
        using var scene = new MatchScene(Aino);

        Fails(scene, new MatchRow("", surname, firstNames, "1950-06-15"), MatchOutcome.NoMatch);
    }

    [TestCase("Anna-Maija", true)]
    [TestCase("ANNA MAIJA", true)]
    [TestCase("Anna-Maija Liisa", true)]
    [TestCase("Anna", false, TestName = "a half of a double name")]
    [TestCase("Sofia", false)]
    public void A_double_name_is_one_name(string firstNames, bool isFound)
    {
        using var scene = new MatchScene(Aino with { FirstNames = "Anna-Maija Sofia" });

        Assert.That(
            scene.Match(new MatchRow("", "Korhonen", firstNames, "1950-06-15")).Result.Answer.Outcome,
            Is.EqualTo(isFound ? MatchOutcome.Matched : MatchOutcome.NoMatch));
    }

    [Test]
    public void D9_hyphen_capitals_and_decomposed_letters_are_no_differences()
    {
        using var scene = new MatchScene(Aino with { FirstNames = "Maija-Liisa", Surname = "Mäki" });

        foreach (var row in new[] { ("Mäki", "Maija-Liisa"), ("MÄKI", "MAIJA LIISA"), ("Ma\u0308ki", "maija\u2011liisa") })
        {
            Matches(scene, new MatchRow("", row.Item1, row.Item2, "1950-06-15"), MatchOutcome.Matched, MatchMethod.FullName);
        }

        Fails(scene, new MatchRow("", "Maki", "Maija-Liisa", "1950-06-15"), MatchOutcome.NoMatch);
    }

    [Test]
    public void D9_an_accent_is_a_difference_but_to_M5()
    {
        using var scene = new MatchScene(Aino with { FirstNames = "André" });
        var row = new MatchRow("", "Korhonen", "Andre", "1950-06-15");

        Matches(scene, row, MatchOutcome.Matched, MatchMethod.Folded);
        Fails(scene, row, MatchOutcome.NoMatch, terms: scene.Terms(methods: MatchScene.AllMethods.Except([MatchMethod.Folded])));
    }

    [Test]
    public void D9_two_namesakes_of_one_day_are_no_one()
    {
        using var scene = new MatchScene(Aino, Other, Other with { IdentityCode = NamedPerson.Code(4), Born = "19500616" });

        Fails(
            scene, new MatchRow("", "Korhonen", "Aino Maria", "1950-06-15"), MatchOutcome.Ambiguous, MatchOutcome.Ambiguous,
            MatchMethod.FullName);
        Matches(scene, new MatchRow("", "Korhonen", "Aino Maria", "1950-06-16"), MatchOutcome.Matched, MatchMethod.FullName);
    }

    [Test]
    public void D9_a_code_with_the_name_or_the_day_of_another_is_a_conflict()
    {
        var other = Other with { Surname = "Lahti", FirstNames = "Eila", Born = "19490101" };
        using var scene = new MatchScene(Aino with { FormerCodes = [NamedPerson.Code(2)] }, other);

        foreach (var code in new[] { Code, NamedPerson.Code(2) })
        {
            Fails(scene, new MatchRow(code, "Lahti", "Eila", ""), MatchOutcome.Conflict, MatchOutcome.Conflict);
            Fails(scene, new MatchRow(code, "Korhonen", "Eila", ""), MatchOutcome.Conflict, MatchOutcome.Conflict);
            Fails(scene, new MatchRow(code, "Lahti", "", ""), MatchOutcome.Conflict, MatchOutcome.Conflict);
            Fails(scene, new MatchRow(code, "Korhonen", "Aino", "1.1.1949"), MatchOutcome.Conflict, MatchOutcome.Conflict);
        }
    }

    [Test]
    public void The_day_beside_a_code_may_be_that_of_the_code()
    {
        using var scene = new MatchScene(Aino);

        Matches(scene, new MatchRow(Code, "Korhonen", "", "1.1.1950"), MatchOutcome.Matched, MatchMethod.IdentityCode);
        Matches(scene, new MatchRow(Code, "", "Aino", "15.6.1950"), MatchOutcome.Matched, MatchMethod.IdentityCode);
    }

    [Test]
    public void A_name_beside_a_code_is_compared_by_the_methods_that_the_order_has()
    {
        using var scene = new MatchScene(Aino with { Surname = "Lindén", FormerSurnames = ["Lahti"] });
        var (strict, all) = (scene.Terms(methods: [MatchMethod.IdentityCode]), scene.Terms());

        foreach (var row in new[] { new MatchRow(Code, "Linden", "Aino", ""), new MatchRow(Code, "Lahti", "Aino", "") })
        {
            Fails(scene, row, MatchOutcome.Conflict, MatchOutcome.Conflict, terms: strict);
            Matches(scene, row, MatchOutcome.Matched, MatchMethod.IdentityCode, all);
        }

        Matches(scene, new MatchRow(Code, "Lindén", "Aino", ""), MatchOutcome.Matched, MatchMethod.IdentityCode, strict);
    }

    [Test]
    public void D10_a_code_with_a_wrong_check_character_is_none_whatever_else_the_row_has()
    {
        using var scene = new MatchScene(Aino);
        var wrong = Code[..^1] + (Code[^1] == '0' ? '1' : '0');

        var small = Enumerable.Range(1, 50).Select(number => NamedPerson.Code(number)).First(code => code[^1] > '9').ToLowerInvariant();

        foreach (var code in new[] { wrong, small, Code + "0", "310250-900A", "010150G900A", "010150-9", "010150-000A", "xxxx" })
        {
            Fails(scene, new MatchRow(code, "Korhonen", "Aino Maria", "15.6.1950"), MatchOutcome.MalformedCode, MatchOutcome.MalformedCode);
        }
    }

    [Test]
    public void D10_the_sign_of_the_century_is_part_of_the_code()
    {
        using var scene = new MatchScene(Aino, new NamedPerson(NamedPerson.Code(1, 'Y')) { Surname = "Lahti" });

        var (old, young) = (scene.Match(new MatchRow(Code, "", "", "")), scene.Match(new MatchRow(NamedPerson.Code(1, 'Y'), "", "", "")));

        Assert.That((old.Result.Answer.Person, young.Result.Answer.Person), Is.EqualTo((1L, 2L)));
        Fails(scene, new MatchRow(NamedPerson.Code(1, 'X'), "", "", ""), MatchOutcome.NoMatch);
    }

    [Test]
    public void A_code_that_no_one_has_is_not_replaced_by_a_name()
    {
        using var scene = new MatchScene(Aino);

        Fails(scene, new MatchRow(NamedPerson.Code(9), "Korhonen", "Aino Maria", "15.6.1950"), MatchOutcome.NoMatch);
        Fails(
            scene,
            new MatchRow(Code, "", "", ""),
            MatchOutcome.NoMatch,
            terms: scene.Terms(methods: [MatchMethod.FormerCode, MatchMethod.FullName]));
    }

    [TestCase("", "Aino", "15.6.1950")]
    [TestCase("Korhonen", "", "15.6.1950")]
    [TestCase("Korhonen", "Aino", "")]
    [TestCase("-", "Aino", "15.6.1950")]
    [TestCase("Korhonen", "Aino", "15.6.50")]
    [TestCase("Korhonen", "Aino", "1950")]
    [TestCase("Korhonen", "Aino", "31.2.1950")]
    [TestCase("", "", "")]
    public void Without_a_code_and_without_a_name_or_a_day_there_is_too_little(string surname, string firstNames, string day)
    {
        using var scene = new MatchScene(Aino);

        Fails(scene, new MatchRow("", surname, firstNames, day), MatchOutcome.TooLittleData, MatchOutcome.TooLittleData);
    }

    [Test]
    public void A_day_that_cannot_be_read_is_too_little_beside_a_code_too()
    {
        using var scene = new MatchScene(Aino);

        Fails(scene, new MatchRow(Code, "", "", "1950"), MatchOutcome.TooLittleData, MatchOutcome.TooLittleData);
        Fails(scene, default, MatchOutcome.TooLittleData, MatchOutcome.TooLittleData);
    }

    [Test]
    public void A_person_whose_day_of_birth_is_not_wholly_known_is_not_found_by_name()
    {
        using var scene = new MatchScene(Aino with { Born = "19500600" }, Other with { Surname = "Lahti", Born = "" });

        Fails(scene, new MatchRow("", "Korhonen", "Aino", "1950-06-01"), MatchOutcome.NoMatch);
        Matches(scene, new MatchRow("", "Lahti", "Aino", "1950-01-01"), MatchOutcome.Matched, MatchMethod.OneName);
    }

    private static void Matches(MatchScene scene, MatchRow row, MatchOutcome outcome, MatchMethod method, MatchTerms? terms = null)
    {
        var (result, content) = scene.Match(row, terms);
        Assert.That(
            (result.Outcome, result.Method, result.Answer.Outcome, result.Answer.Method),
            Is.EqualTo((outcome, (MatchMethod?)method, outcome, (MatchMethod?)method)));
        Assert.That(result.Answer.Person, Is.Not.Null);
        Assert.That(content, Is.Not.Null);
    }

    /// <summary>There is no content; what is seen is the outcome, and the true one may be another.</summary>
    private static void Fails(
        MatchScene scene,
        MatchRow row,
        MatchOutcome seen,
        MatchOutcome? outcome = null,
        MatchMethod? method = null,
        MatchTerms? terms = null)
    {
        var (result, content) = scene.Match(row, terms);
        Assert.That((result.Outcome, result.Answer.Outcome), Is.EqualTo((outcome ?? seen, seen)));
        Assert.That(
            (content, result.Answer.Person, result.Answer.NewIdentityCode),
            Is.EqualTo(((string?)null, (long?)null, (string?)null)));
        if (seen == MatchOutcome.Ambiguous && method is not null)
        {
            Assert.That(result.Answer.Method, Is.EqualTo(method));
        }
        else if (seen != MatchOutcome.Ambiguous)
        {
            Assert.That(result.Answer.Method, Is.Null);
        }
    }
}
