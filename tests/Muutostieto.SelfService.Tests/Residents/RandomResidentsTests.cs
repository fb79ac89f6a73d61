using System.Globalization;
using System.Text.Json;
using Muutostieto.Deliveries.Tests.Convergence;
using Muutostieto.SelfService.Residents;
using Muutostieto.SelfService.Residents.Searches;
using Muutostieto.SelfService.Residents.Store;

namespace Muutostieto.SelfService.Tests.Residents;

/// <summary>What a pick gives, compared with a filter of the test's own over the same register.</summary>
[Parallelizable(ParallelScope.Self)]
public sealed class RandomResidentsTests
{
    private const int Tries = 6;

    [SeededProperty(MaxTest = Tries)]
    public void Count_list_and_downloads_have_those_and_only_those_who_fit_and_are_not_protected(int seed)
    {
        var random = new Random(seed);
        var hasRight = random.Next(3) == 0;
        using var scene = new ResidentScene(seed, hasRight);
        Populate(scene, random);
        for (var search = 0; search < 4; search++)
        {
            CompareAsync(scene, Search(random), hasRight, seed).GetAwaiter().GetResult();
        }
    }

    private static async Task CompareAsync(ResidentScene scene, ResidentSearch search, bool hasRight, int seed)
    {
        var documents = scene.Register.Persons
            .Select(person => JsonDocument.Parse(scene.Register.Current(person).Document).RootElement)
            .ToList();
        var expected = documents
            .Where(person => Fits(person, search) && (hasRight || !Protected(person)))
            .Select(person => person.GetProperty("hetu").GetString()!)
            .Order(StringComparer.Ordinal)
            .ToList();
        var hidden = documents.Where(Protected).ToList();
        var pick = await scene.CountAsync(search);
        Assert.That(pick.Persons, Is.EqualTo(expected.Count), $"seed {seed}, {ResidentSearchJson.Write(search)}");
        if (expected.Count == 0)
        {
            return;
        }

        _ = scene.Service.RequestList(ResidentScene.User(), pick.Id);
        await scene.WorkAsync();
        pick = scene.Service.Find(ResidentScene.User(), pick.Id);
        Assert.That((pick.State, pick.Persons), Is.EqualTo((PickState.Made, (long?)expected.Count)), $"seed {seed}");
        Assert.That(scene.CodesIn(pick), Is.EqualTo(expected), $"seed {seed}, {ResidentSearchJson.Write(search)}");
        var csv = System.Text.Encoding.UTF8.GetString(await scene.DownloadAsync(pick, ListForm.Spreadsheet));
        Assert.That(csv.Split("\r\n", StringSplitOptions.RemoveEmptyEntries), Has.Length.EqualTo(expected.Count + 1), $"seed {seed}");
        foreach (var person in hidden)
        {
            // Who lives with a protected person has the same address: of that the register's keeper is notified.
            var street = Value(person, "101", "katu_fi");
            if (!documents.Exists(other => !Protected(other) && Value(other, "101", "katu_fi") == street))
            {
                Assert.That(csv, Does.Not.Contain(street), $"seed {seed}: the address of a protected person");
            }

            if (!hasRight)
            {
                Assert.That(csv, Does.Not.Contain(person.GetProperty("hetu").GetString()!), $"seed {seed}: a protected person");
            }
        }
    }

    private static void Populate(ResidentScene scene, Random random)
    {
        var events = new LifeEvents(scene.Register);
        for (var person = 0; person < 30; person++)
        {
            var id = scene.Resident(random.Next(4) switch { 0 => "290", 1 => "091", _ => "205" });
            switch (random.Next(8))
            {
                case 0:
                    events.Die(id);
                    break;
                case 1:
                    events.Protect(id);
                    break;
                case 2:
                    events.Move(id, random.Next(2) == 0 ? "205" : "091");
                    break;
                case 3 when random.Next(2) == 0:
                    events.Emigrate(id);
                    break;
                case 4 when random.Next(2) == 0:
                    events.Protect(id);
                    events.Lift(id);
                    break;
            }
        }

        scene.Register.Commit();
    }

    private static ResidentSearch Search(Random random)
    {
        var search = random.Next(6) switch
        {
            0 => new ResidentSearch { Kind = ResidentSearchKind.All },
            1 => new ResidentSearch { Kind = ResidentSearchKind.Ages, AgeFrom = random.Next(50), AgeTo = 50 + random.Next(60) },
            2 => new ResidentSearch { Kind = ResidentSearchKind.Turning, Turning = random.Next(106) },
            3 => new ResidentSearch { Kind = ResidentSearchKind.Born, From = new DateOnly(1925 + random.Next(80), 3, 7) },
            4 => new ResidentSearch { Kind = ResidentSearchKind.Died, From = new DateOnly(2026, 1, 1), To = new DateOnly(2026, 6, 15) },
            _ => new ResidentSearch { Kind = ResidentSearchKind.MovedIn, To = new DateOnly(2026, 1, 1 + random.Next(9)) },
        };
        return search with
        {
            Municipalities = random.Next(3) == 0 ? ["290"] : [],
            PostalCodes = random.Next(3) == 0 ? ["87100"] : [],
            MotherTongues = random.Next(3) == 0 ? ["fi"] : [],
            Sex = random.Next(3) == 0 ? "1" : null,
        };
    }

    /// <summary>By the person's document alone, in the test's own words.</summary>
    private static bool Fits(JsonElement person, ResidentSearch search)
    {
        var municipality = Value(person, "204", "kuntanumero");
        var isProtected = Protected(person);
        var died = Groups(person, "013").Select(group => group.GetProperty("kuolinpv").GetString()).FirstOrDefault();
        if ((search.Kind == ResidentSearchKind.Died) != (died is not null)
            || municipality is not ("205" or "290")
            || (search.Municipalities.Count > 0 && !search.Municipalities.Contains(municipality))
            || (search.PostalCodes.Count > 0
                && (isProtected || !search.PostalCodes.Contains(Value(person, "101", "postinumero"))))
            || (search.MotherTongues.Count > 0 && !search.MotherTongues.Contains(Value(person, "002", "kielikoodi")))
            || (search.Sex is { } sex && Value(person, "003", "sukupuoli") != sex))
        {
            return false;
        }

        var born = Day(Value(person, "901", "syntymapv"));
        var age = 2026 - born.Year - (born.Month > 6 || (born.Month == 6 && born.Day > 15) ? 1 : 0);
        return search.Kind switch
        {
            ResidentSearchKind.Ages => age >= search.AgeFrom && age <= search.AgeTo,
            ResidentSearchKind.Turning => born.Year + search.Turning == 2026,
            ResidentSearchKind.Born => born >= search.From,
            ResidentSearchKind.Died => Day(died!) >= search.From && Day(died!) <= search.To,
            ResidentSearchKind.MovedIn => Day(Value(person, "204", "muuttopv")) <= search.To,
            _ => true,
        };
    }

    private static bool Protected(JsonElement person) => Groups(person, "015").Any();

    /// <summary>Of the instance in force; empty when there is none.</summary>
    private static string Value(JsonElement person, string code, string field) => Groups(person, code)
        .Where(group => !group.TryGetProperty("loppupv", out var end) || end.GetString() is null or "")
        .Select(group => group.TryGetProperty(field, out var value) ? value.GetString() : null)
        .LastOrDefault() ?? "";

    private static IEnumerable<JsonElement> Groups(JsonElement person, string code) =>
        person.GetProperty("ryhmat").EnumerateArray().Where(group => group.GetProperty("ryhma").GetString() == code);

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyyMMdd", CultureInfo.InvariantCulture);
}
