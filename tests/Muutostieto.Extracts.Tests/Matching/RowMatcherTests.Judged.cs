using Muutostieto.Disclosure;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Disclosure.Purposes;
using Muutostieto.Extracts.Matching;
using Muutostieto.Extracts.Tests.Support;

namespace Muutostieto.Extracts.Tests.Matching;

/// <summary>What the recipient may know of persons that are found: the dead, the protected, the banned and those outside.</summary>
public sealed partial class RowMatcherTests
{
    [Test]
    public void The_dead_are_found_as_such()
    {
        using var scene = new MatchScene(Aino with { IsDead = true, FormerCodes = [NamedPerson.Code(2)] });

        Matches(scene, new MatchRow(Code, "", "", ""), MatchOutcome.Deceased, MatchMethod.IdentityCode);
        Matches(scene, new MatchRow("", "Korhonen", "Aino", "1950-06-15"), MatchOutcome.Deceased, MatchMethod.OneName);
        Assert.That(scene.Match(new MatchRow(NamedPerson.Code(2), "", "", "")).Result.Answer.NewIdentityCode, Is.EqualTo(Code));
    }

    [Test]
    public void Who_is_protected_banned_or_outside_looks_like_no_one()
    {
        foreach (var (hidden, outcome) in new[]
        {
            (Aino with { IsProtected = true }, MatchOutcome.Protected), (Aino with { Ban = Ban }, MatchOutcome.Banned),
            (Aino with { Municipality = "091" }, MatchOutcome.OutsidePermit),
            (Aino with { Municipality = "091", IsProtected = true }, MatchOutcome.OutsidePermit),
            (Aino with { IsProtected = true, Ban = Ban, IsDead = true }, MatchOutcome.Protected),
        })
        {
            using var scene = new MatchScene(hidden with { FormerCodes = [NamedPerson.Code(2)] });
            foreach (var row in new[]
            {
                new MatchRow(Code, "", "", ""), new MatchRow(NamedPerson.Code(2), "", "", ""), new MatchRow(Code, "Lahti", "", ""),
                new MatchRow("", "Korhonen", "Aino Maria", "1950-06-15"), new MatchRow("", "Korhonen", "Aino", "1950-06-15"),
            })
            {
                Fails(scene, row, MatchOutcome.NoMatch, outcome);
            }
        }
    }

    [Test]
    public void A_protected_namesake_counts_and_is_no_answer()
    {
        var other = Other with { IsProtected = true };
        using var scene = new MatchScene(Aino, other);

        Fails(
            scene, new MatchRow("", "Korhonen", "Aino Maria", "1950-06-15"), MatchOutcome.Ambiguous, MatchOutcome.Ambiguous,
            MatchMethod.FullName);
    }

    [Test]
    public void A_protected_person_found_first_is_not_replaced_by_an_open_one_of_a_later_method()
    {
        using var scene = new MatchScene(Aino with { IsProtected = true }, Other with { FirstNames = "Aino Eveliina" });

        Fails(scene, new MatchRow("", "Korhonen", "Aino Maria", "1950-06-15"), MatchOutcome.NoMatch, MatchOutcome.Protected);
    }

    [Test]
    public void Namesakes_of_whom_none_may_be_known_look_like_no_one()
    {
        using var scene = new MatchScene(
            Aino with { IsProtected = true }, Other with { Ban = Ban },
            new NamedPerson(NamedPerson.Code(4)) { Municipality = "091" });

        Fails(scene, new MatchRow("", "Korhonen", "Aino Maria", "1950-06-15"), MatchOutcome.NoMatch, MatchOutcome.Ambiguous);
    }

    [Test]
    public void With_the_right_a_protected_person_is_an_answer_with_a_mask()
    {
        using var scene = new MatchScene(Aino with { IsProtected = true });

        var (result, content) = scene.Match(new MatchRow(Code, "", "", ""), scene.Terms(WithRight));

        Assert.That(
            (result.Outcome, result.Answer.Outcome, result.Answer.Person),
            Is.EqualTo((MatchOutcome.Protected, MatchOutcome.Protected, 1L)));
        Assert.That(content, Does.StartWith("Korhonen|***"));
        Fails(scene, new MatchRow(Code, "Lahti", "", ""), MatchOutcome.Conflict, MatchOutcome.Conflict, terms: scene.Terms(WithRight));
    }

    [Test]
    public void A_ban_does_not_stop_an_authority_nor_an_area_a_list()
    {
        using var scene = new MatchScene(Aino with { Ban = Ban, Municipality = "091" });
        var list = MatchScene.Area with { IsList = true, Municipalities = [] };

        Matches(
            scene, new MatchRow(Code, "", "", ""), MatchOutcome.Matched, MatchMethod.IdentityCode,
            scene.Terms(list, DataUser.Authority));
        Fails(scene, new MatchRow(Code, "", "", ""), MatchOutcome.NoMatch, MatchOutcome.Banned, terms: scene.Terms(list));
    }

    [Test]
    public void An_old_key_is_searched_as_of_it_and_judged_as_of_now()
    {
        using var scene = new MatchScene(Aino, Other, Other with { IdentityCode = NamedPerson.Code(4), Born = "19400101" });
        var key = scene.Register.LatestKey();
        scene.Enter(Aino with { Surname = "Lahti", FormerSurnames = ["Korhonen"] }, 1);
        scene.Enter(Other with { Ban = Ban }, 2);
        scene.Enter(new NamedPerson(NamedPerson.Code(4)) { IsProtected = true, Born = "19400101" }, 3);
        var then = scene.Terms(asOf: key);

        Fails(
            scene, new MatchRow("", "Korhonen", "Aino Maria", "1950-06-15"), MatchOutcome.Ambiguous, MatchOutcome.Ambiguous,
            MatchMethod.FullName, then);
        Fails(scene, new MatchRow("", "Korhonen", "Aino Maria", "1940-01-01"), MatchOutcome.NoMatch, MatchOutcome.Protected, terms: then);
        Fails(scene, new MatchRow(NamedPerson.Code(3), "", "", ""), MatchOutcome.NoMatch, MatchOutcome.Banned, terms: then);
        Fails(scene, new MatchRow("", "Lahti", "Aino", "1950-06-15"), MatchOutcome.NoMatch, terms: then);
        Matches(scene, new MatchRow("", "Lahti", "Aino", "1950-06-15"), MatchOutcome.Matched, MatchMethod.OneName);
    }

    [Test]
    public void A_person_who_has_become_one_with_another_is_that_other()
    {
        using var scene = new MatchScene(Aino, Other with { Surname = "Lahti" });
        scene.Enter(Other with { Surname = "Lahti", FormerCodes = [Code] }, 2, 1);

        var (result, _) = scene.Match(new MatchRow(Code, "", "", ""));

        Assert.That((result.Answer.Outcome, result.Answer.Person), Is.EqualTo((MatchOutcome.CodeReplaced, 2L)));
        Fails(scene, new MatchRow("", "Korhonen", "Aino", "1950-06-15"), MatchOutcome.NoMatch);
    }

    [Test]
    public void A_person_without_anything_that_is_ordered_is_found_without_content()
    {
        using var scene = new MatchScene(Aino);
        var terms = scene.Terms(MatchScene.Area with { Groups = [new TermsGroup("421", null)] });

        var (result, content) = scene.Match(new MatchRow(Code, "", "", ""), terms);

        Assert.That((result.Answer.Outcome, result.Answer.Person, content), Is.EqualTo((MatchOutcome.Matched, 1L, "-|-")));
    }
}
