using Muutostieto.SelfService.Residents.Searches;

namespace Muutostieto.SelfService.Tests.Residents;

/// <summary>What a search may say, as a browser sends it and as a request could make it up.</summary>
[Parallelizable(ParallelScope.Self)]
public sealed class ResidentSearchTests
{
    private static readonly DateOnly Today = new(2026, 6, 15);
    private ResidentScene scene = null!;
    private ResidentTask task = null!;

    [OneTimeSetUp]
    public void MakeScene()
    {
        scene = new ResidentScene();
        task = scene.Service.TasksOf(ResidentScene.User())[0];
    }

    [OneTimeTearDown]
    public void RemoveScene() => scene.Dispose();

    [TestCase("ages", "18", "", "ageFrom=18")]
    [TestCase("AGES", " 18 ", "64", "ageFrom=18 ageTo=64")]
    [TestCase("ages", "", "", "fault ageFrom Missing")]
    [TestCase("ages", "151", "", "fault ageFrom OutOfRange")]
    [TestCase("ages", "64", "18", "fault ageTo Reversed")]
    [TestCase("ages", "-1", "", "fault ageFrom Unreadable")]
    [TestCase("ages", "1e1", "99999999999", "fault ageFrom Unreadable, fault ageTo Unreadable")]
    [TestCase("ages", "١٨", "", "fault ageFrom Unreadable")]
    public void Ages_are_whole_years_within_bounds(string kind, string from, string to, string expected) =>
        Assert.That(Read(new ResidentSearchForm { Kind = kind, AgeFrom = from, AgeTo = to, Turning = "x" }), Is.EqualTo(expected));

    [TestCase("100", "turning=100")]
    [TestCase("0", "turning=0")]
    [TestCase("", "fault turning Missing")]
    [TestCase("151", "fault turning OutOfRange")]
    public void An_anniversary_is_an_age(string turning, string expected) =>
        Assert.That(Read(new ResidentSearchForm { Kind = "Turning", Turning = turning }), Is.EqualTo(expected));

    [TestCase("born", "2026-01-31", "", "from=2026-01-31")]
    [TestCase("died", "1.2.2026", "15.6.2026", "from=2026-02-01 to=2026-06-15")]
    [TestCase("movedIn", "", "2026-06-15", "to=2026-06-15")]
    [TestCase("movedIn", "", "", "fault from Missing")]
    [TestCase("movedIn", "31.2.2026", "", "fault from Unreadable")]
    [TestCase("died", "2026-06-16", "", "fault from OutOfRange")]
    [TestCase("born", "1849-12-31", "", "fault from OutOfRange")]
    [TestCase("born", "2026-02-01", "2026-01-31", "fault to Reversed")]
    public void Days_are_days_that_were(string kind, string from, string to, string expected) =>
        Assert.That(Read(new ResidentSearchForm { Kind = kind, From = from, To = to }), Is.EqualTo(expected));

    [TestCase("87100, 87200\n87100", "fi sv", "2", "87100 87200 fi sv 2")]
    [TestCase("8710", "", "", "fault postalCode Unreadable")]
    [TestCase("", "FI", "", "fault motherTongue Unreadable")]
    [TestCase("", "zz", "", "zz")]
    [TestCase("", "", "3", "fault sex OutOfRange")]
    [TestCase("", "", "f", "fault sex Unreadable")]
    [TestCase("'; DROP TABLE pick --", "", "", "fault postalCode Unreadable")]
    public void Narrowings_are_codes_that_there_are(string postalCodes, string languages, string sex, string expected) => Assert.That(
        Read(new ResidentSearchForm { Kind = "all", PostalCodes = [postalCodes], MotherTongues = [languages], Sex = sex }),
        Is.EqualTo(expected));

    [TestCase(null, "fault kind Missing")]
    [TestCase("7", "fault kind Unreadable")]
    [TestCase("everyone", "fault kind Unreadable")]
    public void A_search_is_of_a_kind_that_there_is(string? kind, string expected) =>
        Assert.That(Read(new ResidentSearchForm { Kind = kind }), Is.EqualTo(expected));

    [Test]
    public void There_is_a_limit_to_everything()
    {
        var codes = Enumerable.Range(10_000, ResidentSearchCheck.MostPostalCodes + 1).Select(code => $"{code}").ToList();
        Assert.That(Read(new ResidentSearchForm { Kind = "all", PostalCodes = [.. codes] }), Does.StartWith("fault postalCode TooMany"));
        Assert.That(
            Read(new ResidentSearchForm { Kind = "all", PostalCodes = [new string('1', ResidentSearchParser.Longest + 1)] }),
            Is.EqualTo("fault postalCode TooMany"));
        var languages = from first in "abcdefg" from second in "abcdefg" select $"{first}{second}";
        Assert.That(Read(new ResidentSearchForm { Kind = "all", MotherTongues = [.. languages] }), Does.Contain("motherTongue TooMany"));
        Assert.That(Faults(ResidentSearchCheck.FaultsOfReference(new string('a', 101))), Is.EqualTo("fault reference TooMany"));
        Assert.That(Faults(ResidentSearchCheck.FaultsOfReference("a\u0001")), Is.EqualTo("fault reference Unreadable"));
        Assert.That(Faults(ResidentSearchCheck.FaultsOfReference("asia 010190-900X")), Is.EqualTo("fault reference HasIdentityCode"));
        Assert.That(Faults(ResidentSearchCheck.FaultsOfReference(" ")), Is.Empty);
    }

    [Test]
    public void What_the_permit_does_not_have_is_not_searched_for()
    {
        var narrow = new ResidentTask(
            task.Permit with
            {
                Orders = task.Permit.Orders! with
                {
                    Groups = [.. task.Permit.Orders!.Groups.Where(group => group.Group is "004" or "204")],
                },
            },
            task.Task,
            task.Municipalities,
            scene.OpenInstallation().Catalog.Outlines);
        Assert.That(narrow.Searches, Is.EqualTo(new[] { ResidentSearchKind.All, ResidentSearchKind.MovedIn }));
        Assert.That((narrow.HasPostalCodes, narrow.HasMotherTongues, narrow.HasSex), Is.EqualTo((false, false, false)));
        Assert.That(
            Faults(ResidentSearchCheck.FaultsOf(
                new ResidentSearch { Kind = ResidentSearchKind.Turning, Turning = 7, Sex = "1", PostalCodes = ["87100"] }, narrow, Today)),
            Is.EqualTo("fault kind OutsidePermit, fault postalCode OutsidePermit, fault sex OutsidePermit"));
    }

    [Test]
    public void A_search_is_kept_as_it_is_and_shown_in_its_form_again()
    {
        var search = new ResidentSearch
        {
            Kind = ResidentSearchKind.MovedIn,
            From = new DateOnly(2026, 1, 1),
            Municipalities = ["205"],
            PostalCodes = ["87100"],
            MotherTongues = ["sv"],
            Sex = "1",
        };
        Assert.That(ResidentSearchJson.Read(ResidentSearchJson.Write(search)), Is.EqualTo(search));
        Assert.That(ResidentSearchParser.Parse(ResidentSearchForm.Of(search)).Search, Is.EqualTo(search));
        Assert.That(search with { Sex = "2" }, Is.Not.EqualTo(search));
    }

    private static string Faults(IEnumerable<FieldFault> faults) =>
        string.Join(", ", faults.Select(fault => $"fault {fault.Field} {fault.Fault}"));

    private string Read(ResidentSearchForm form)
    {
        var (search, faults) = ResidentSearchParser.Parse(form);
        faults = search is null ? faults : ResidentSearchCheck.FaultsOf(search, task, Today);
        return faults.Count > 0
            ? Faults(faults)
            : string.Join(
                ' ',
                new[]
                {
                    search!.AgeFrom is { } from ? $"ageFrom={from}" : null,
                    search.AgeTo is { } to ? $"ageTo={to}" : null,
                    search.Turning is { } turning ? $"turning={turning}" : null,
                    search.From is { } first ? $"from={first:yyyy-MM-dd}" : null,
                    search.To is { } last ? $"to={last:yyyy-MM-dd}" : null,
                }.Concat(search.PostalCodes).Concat(search.MotherTongues).Append(search.Sex).OfType<string>());
    }
}
