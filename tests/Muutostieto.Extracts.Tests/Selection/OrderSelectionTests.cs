using Muutostieto.Disclosure;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Disclosure.Purposes;
using Muutostieto.Extracts.Orders;
using Muutostieto.Extracts.Selection;
using Muutostieto.Extracts.Tests.Support;
using Muutostieto.Records;

namespace Muutostieto.Extracts.Tests.Selection;

public sealed class OrderSelectionTests
{
    private static readonly ExtractOrder Sampled = ExtractScene.Everyone with { Sample = new SampleRequest(40, "sarja") };

    [Test]
    public void Everyone_of_the_area_is_chosen_in_order_of_identity_code()
    {
        using var scene = new ExtractScene(
            new Someone(7), new Someone(3) { Municipality = "290" }, new Someone(5), new Someone(1) { Municipality = "091" },
            new Someone(2) { IsDead = true });
        var choice = scene.Choose(ExtractScene.Everyone);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(scene.Numbers(choice), Is.EqualTo(new[] { 3, 5, 7 }));
            Assert.That((choice.Eligible, choice.FrameSize), Is.EqualTo((3L, 3L)));
            Assert.That(choice.LeftOut, Is.EqualTo(new LeftOutCounts(0, 0, 0)));
            Assert.That(choice.FrameHash ?? choice.Series ?? choice.SeriesHash, Is.Null);
            Assert.That(choice.NextStart, Is.Null);
        }
    }

    [Test]
    public void Each_reason_for_leaving_out_is_counted_once()
    {
        using var scene = new ExtractScene(
            new Someone(1) { IsProtected = true, Ban = "SUKUTUTKIMUS", Sex = "1" },
            new Someone(2) { Ban = "SUKUTUTKIMUS", Sex = "1" },
            new Someone(3) { Ban = "HENKILOMATRIKKELI" },
            new Someone(4) { Sex = "1" });
        var choice = scene.Choose(ExtractScene.Everyone with { Purpose = Purpose.Genealogy, Where = Criterion.Not(Codes("sex", "1")) });

        Assert.That(scene.Numbers(choice), Is.EqualTo(new[] { 3 }));
        Assert.That(choice.LeftOut, Is.EqualTo(new LeftOutCounts(Protected: 1, Banned: 1, Criteria: 1)));
    }

    private static IEnumerable<object[]> Matrix() =>
        from ban in Enum.GetValues<DisclosureBan>()
        from purpose in Enum.GetValues<Purpose>()
        from user in Enum.GetValues<DataUser>()
        select new object[] { ban, purpose, user };

    [Test]
    public void A_person_with_a_ban_is_in_the_extract_exactly_where_the_ban_does_not_stop_its_purpose()
    {
        using var scene = new ExtractScene(
            Enum.GetValues<DisclosureBan>().Select((ban, index) => new Someone(index) { Ban = BanFilter.CodeOf(ban) }));
        foreach (var row in Matrix().GroupBy(row => (Purpose: (Purpose)row[1], User: (DataUser)row[2])))
        {
            var choice = scene.Choose(ExtractScene.Everyone with { Purpose = row.Key.Purpose }, user: row.Key.User);
            var expected = row.Where(each => !BanRule.Stops((DisclosureBan)each[0], row.Key.Purpose, row.Key.User))
                .Select(each => (int)(DisclosureBan)each[0]);
            Assert.That(scene.Numbers(choice), Is.EquivalentTo(expected), row.Key.ToString());
        }
    }

    [Test]
    public void A_municipality_of_the_criteria_narrows_the_pass()
    {
        using var scene = new ExtractScene(
            new Someone(1), new Someone(2) { Municipality = "290" }, new Someone(3) { Municipality = "091" });
        var choice = scene.Choose(ExtractScene.Everyone with { Where = Codes("municipality", "290", "091") });

        Assert.That(scene.Numbers(choice), Is.EqualTo(new[] { 2 }), "091 is outside of the area");
        Assert.That(choice.LeftOut.Criteria, Is.Zero, "who lives elsewhere was not looked at");
        Assert.That(scene.Choose(ExtractScene.Everyone with { Where = Codes("municipality", "091") }).Units, Is.Empty);
    }

    [Test]
    public void With_the_right_a_protected_person_is_chosen_but_no_address_or_dwelling_of_the_person_is_seen()
    {
        var terms = ExtractScene.Terms with { NonDisclosureRight = NonDisclosureRight.Section37 };
        using var scene = new ExtractScene(
            new Someone(1) { IsProtected = true, Dwelling = "900000041C" }, new Someone(2) { Dwelling = "900000041C" });
        var there = Codes("postalCode", "87100");
        var households = Sampled with { Sample = new SampleRequest(9, "sarja") { PerHousehold = true } };

        using (Assert.EnterMultipleScope())
        {
            Assert.That(scene.Numbers(scene.Choose(ExtractScene.Everyone, terms)), Is.EqualTo(new[] { 1, 2 }));
            Assert.That(scene.Numbers(scene.Choose(ExtractScene.Everyone with { Where = there }, terms)), Is.EqualTo(new[] { 2 }));
            Assert.That(
                scene.Numbers(scene.Choose(ExtractScene.Everyone with { Where = Criterion.Not(there) }, terms)), Is.EqualTo(new[] { 1 }));
            Assert.That(scene.Numbers(scene.Choose(households, terms)), Is.EqualTo(new[] { 1, 2 }), "each a household of one");
        }
    }

    [Test]
    public void An_extract_of_an_old_key_is_the_same_after_changes_except_for_who_is_protected_or_has_a_ban_now()
    {
        using var scene = new ExtractScene(Enumerable.Range(1, 60).Select(number => new Someone(number)));
        var (key, order) = (scene.Register.LatestKey(), ExtractScene.Everyone with { Purpose = Purpose.DirectMarketing });
        var before = scene.Choose(order);
        scene.Enter(
            new Someone(5) { Municipality = "091" }, new Someone(6) { IsDead = true }, new Someone(7) { Sex = "1" }, new Someone(99));
        Assert.That(scene.Choose(order, asOf: key).Units, Is.EqualTo(before.Units));

        scene.Enter(
            new Someone(8) { IsProtected = true }, new Someone(9) { Ban = "SUORAMARKKINOINTI" }, new Someone(10) { Ban = "SUKUTUTKIMUS" });
        var after = scene.Choose(order, asOf: key);
        Assert.That(scene.Numbers(before).Except(scene.Numbers(after)), Is.EqualTo(new[] { 8, 9 }));
        Assert.That(after.LeftOut, Is.EqualTo(new LeftOutCounts(Protected: 1, Banned: 1, Criteria: 0)));
    }

    [Test]
    public void A_person_merged_since_into_one_who_has_a_ban_has_it_too()
    {
        Someone[] persons = [new(1), new(2), new(3) { Ban = "SUORAMARKKINOINTI" }];
        using var scene = new ExtractScene(persons);
        var (key, order) = (scene.Register.LatestKey(), ExtractScene.Everyone with { Purpose = Purpose.DirectMarketing });
        scene.Merge(persons[0], into: persons[2]);
        Assert.That(scene.Numbers(scene.Choose(order, asOf: key)), Is.EqualTo(new[] { 2 }));
    }

    [Test]
    public void A_sample_is_redrawn_and_its_series_continued()
    {
        using var scene = new ExtractScene(Enumerable.Range(1, 200).Select(number => new Someone(number)));
        var first = scene.Choose(Sampled);
        var second = scene.Choose(Sampled with { Sample = Sampled.Sample! with { Start = first.NextStart!.Value } });

        using (Assert.EnterMultipleScope())
        {
            Assert.That(first.Units, Has.Count.EqualTo(40).And.Unique);
            Assert.That(scene.Numbers(first), Is.Ordered);
            Assert.That(scene.Choose(Sampled).Units, Is.EqualTo(first.Units));
            Assert.That(second.Units, Has.Count.EqualTo(40).And.None.AnyOf(first.Units.Cast<object>().ToArray()));
            Assert.That((first.Eligible, first.FrameSize, first.FrameHash), Is.EqualTo((200L, 200L, second.FrameHash)));
            Assert.That((first.Series, first.SeriesHash), Is.EqualTo(("sarja", scene.Keys.Find("sarja").Hash)));
        }
    }

    [Test]
    public void The_same_frame_entered_in_another_order_gives_the_same_sample()
    {
        Someone[] persons =
        [
            .. Enumerable.Range(1, 100).Select(number => new Someone(number) { Municipality = number % 2 == 0 ? "205" : "290" }),
        ];
        using var scene = new ExtractScene(persons);
        var first = scene.Choose(Sampled);
        scene.Enter(persons.Reverse());
        Assert.That(scene.Choose(Sampled).Units, Is.EqualTo(first.Units));
    }

    [Test]
    public void Strata_have_their_shares()
    {
        using var scene = new ExtractScene(Enumerable.Range(0, 100).Select(number => new Someone(number)
        {
            Municipality = number < 70 ? "205" : "290",
            Sex = number % 4 == 0 ? "1" : "2",
            Born = number < 50 ? "19500615" : number < 90 ? "20100101" : number < 95 ? "19410000" : "00000000",
        }));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(By(SampleStrata.Municipality, number => number < 70), Is.EqualTo("14 6"));
            Assert.That(By(SampleStrata.Sex, number => number % 4 == 0), Is.EqualTo("5 15"));
            Assert.That(By(SampleStrata.AgeGroup, number => number is >= 50 and < 90), Is.EqualTo("8 12"));
            Assert.That(By(SampleStrata.AgeGroup, number => number is >= 90 and < 95), Is.EqualTo("1 19"), "of unknown age group");
        }

        string By(SampleStrata strata, Func<int, bool> belongs)
        {
            var choice = scene.Choose(Sampled with { Sample = new SampleRequest(20, "sarja") { Strata = strata } });
            var numbers = scene.Numbers(choice).ToList();
            return $"{numbers.Count(belongs)} {numbers.Count(number => !belongs(number))}";
        }
    }

    [Test]
    public void Of_a_household_one_person_is_drawn_at_most()
    {
        using var scene = new ExtractScene(
            Enumerable.Range(0, 90).Select(number => new Someone(number) { Dwelling = number < 60 ? $"9000000{number / 3:D2}A" : null }));
        var order = Sampled with { Sample = new SampleRequest(1000, "sarja") { PerHousehold = true } };
        var choice = scene.Choose(order);

        Assert.That((choice.Eligible, choice.FrameSize, choice.Units.Count), Is.EqualTo((90L, 50L, 50)));
        Assert.That(scene.Numbers(choice).Where(number => number < 60).Select(number => number / 3), Is.Unique);
        Assert.That(scene.Numbers(choice).Count(number => number >= 60), Is.EqualTo(30));
    }

    [Test]
    public void A_list_and_a_missing_key_are_refused()
    {
        using var scene = new ExtractScene(new Someone(1));
        var terms = new DisclosureTerms { Municipalities = [], IsList = true, Groups = [] };

        Assert.That(
            Assert.Throws<MuutostietoException>(() => scene.Choose(ExtractScene.Everyone, terms))!.Kind, Is.EqualTo(FailureKind.Usage));
        Assert.That(
            Assert.Throws<MuutostietoException>(() => scene.Choose(Sampled with { Sample = new SampleRequest(1, "toinen") }))!.Remedy,
            Is.EqualTo(new ExtractRemedy.MakeSeries("toinen")));
    }

    private static Criterion Codes(string kind, params string[] codes) => CriterionKinds.Find(kind)!.OfCodes(codes);
}
