using Muutostieto.Disclosure.Permits;
using Muutostieto.Disclosure.Purposes;
using Muutostieto.Extracts.Matching;
using Muutostieto.Extracts.Tests.Support;
using Muutostieto.Register;

namespace Muutostieto.Extracts.Tests.Matching;

/// <summary>
/// Whatever the lives of the persons and the rows: outcome, person and content are those of another matcher, which goes by the published
/// rules. FsCheck prints the seed of what breaks this.
/// </summary>
public sealed class MatchPropertyTests
{
    private static readonly string[] Surnames = ["Mäki", "Maki", "André", "Andre", "af Ursin", "Ursin", "Maija-Liisa"];
    private static readonly string[] FirstNames =
        ["Aino", "Aino Maria", "Maria", "Anna-Maija Sofia", "Anna Maija", "Anna", "José", "Jose Antonio", "Bjørn", "Björn", "Čáhppe"];

    private static readonly string[] Days = ["19500615", "19500615", "19500616", "19500600", ""];

    [SeededProperty(MaxTest = 40)]
    public void Outcome_person_and_content_are_those_of_the_published_rules(int seed)
    {
        var random = new Random(seed);
        using var scene = new MatchScene();
        var (rules, keys) = (new PublishedRules(), new List<JournalKey>());
        for (var number = 1; number <= 45; number++)
        {
            Live(number);
            keys.Add(scene.Register.LatestKey());
        }

        var tried = new HashSet<MatchOutcome>();
        foreach (var asOf in new[] { keys[^1], keys[random.Next(20, keys.Count)] })
        {
            var terms = AnyTerms(random, scene, asOf);
            var matcher = scene.Matcher(terms);
            for (var turn = 0; turn < 250; turn++)
            {
                var row = AnyRow(random, rules);
                var expected = rules.Of(row, terms);
                var result = matcher.Match(row);
                var content = matcher.Content is { } record ? MatchScene.Said(record) : null;
                content = content?.Contains("***", StringComparison.Ordinal) == true ? content[..(content.IndexOf('*') + 3)] : content;
                Assert.That((result.Outcome, result.Method, result.Answer, content), Is.EqualTo(expected), $"{row} as of {asOf}");
                tried.Add(result.Outcome);
            }
        }

        Assert.That(tried, Has.Count.GreaterThan(5), "rows of many outcomes");

        void Live(int number)
        {
            var (who, other) = (random.Next(1, 26), random.Next(1, 26));
            var before = number > 25 ? rules.Now(who) : null;
            var merged = before is not null && who != other && random.Next(5) == 0 ? rules.Now(other) : null;
            var person = before is not null && random.Next(2) == 0 ? Changed(random, before, number) : AnyPerson(random, before, number);
            long[] gone = merged is null ? [] : [other];
            var id = scene.Enter(person, before is null ? null : who, gone);
            rules.Enter(person, id, scene.Register.LatestKey(), gone);
        }
    }

    /// <summary>One thing of a person has changed; what was before is a former one.</summary>
    private static NamedPerson Changed(Random random, NamedPerson person, int number) => random.Next(6) switch
    {
        0 => person with { Surname = Pick(random, Surnames), FormerSurnames = [.. person.FormerSurnames, person.Surname] },
        1 => person with { FirstNames = Pick(random, FirstNames), FormerFirstNames = [.. person.FormerFirstNames, person.FirstNames] },
        2 => person with { IdentityCode = NamedPerson.Code(number), FormerCodes = [.. person.FormerCodes, person.IdentityCode] },
        3 => person with { IsProtected = !person.IsProtected },
        4 => person with { IsDead = true },
        _ => person with { Ban = person.Ban is null ? "ASIAKASREKISTERIN_PAIVITYS" : null },
    };

    private static NamedPerson AnyPerson(Random random, NamedPerson? before, int number) =>
        new(before?.IdentityCode ?? NamedPerson.Code(number, random.Next(4) == 0 ? 'Y' : '-'))
        {
            Surname = Pick(random, Surnames),
            FirstNames = Pick(random, FirstNames),
            CallName = random.Next(4) == 0 ? Pick(random, FirstNames).Split(' ')[0] : null,
            FormerCallName = random.Next(6) == 0 ? Pick(random, FirstNames).Split(' ')[0] : null,
            FormerSurnames = random.Next(3) == 0 ? [Pick(random, Surnames)] : [],
            FormerFirstNames = random.Next(5) == 0 ? [Pick(random, FirstNames)] : [],
            Born = Pick(random, Days),
            FormerCodes = before?.FormerCodes ?? (random.Next(4) == 0 ? [NamedPerson.Code(1000 + random.Next(4))] : []),
            Municipality = Pick(random, ["205", "290", "205", "091"]),
            Ban = random.Next(6) == 0 ? "ASIAKASREKISTERIN_PAIVITYS" : random.Next(6) == 0 ? "SUORAMARKKINOINTI" : null,
            IsProtected = random.Next(6) == 0,
            IsDead = random.Next(8) == 0,
        };

    private static MatchTerms AnyTerms(Random random, MatchScene scene, JournalKey asOf)
    {
        var methods = MatchScene.AllMethods.Where(_ => random.Next(5) > 0).DefaultIfEmpty(MatchMethod.IdentityCode);
        var area = random.Next(4) == 0 ? MatchScene.Area with { IsList = true, Municipalities = [] } : MatchScene.Area;
        return scene.Terms(
            area with { NonDisclosureRight = random.Next(3) == 0 ? NonDisclosureRight.Section37 : NonDisclosureRight.None },
            (DataUser)random.Next(3),
            asOf,
            methods);
    }

    private static MatchRow AnyRow(Random random, PublishedRules rules)
    {
        var person = rules.Now(random.Next(1, 26)) ?? AnyPerson(random, null, 1);
        var code = random.Next(9) switch
        {
            0 => person.IdentityCode,
            1 => person.FormerCodes.Count > 0 ? Pick(random, [.. person.FormerCodes]) : NamedPerson.Code(1000 + random.Next(5)),
            2 => NamedPerson.Code(random.Next(1, 50), random.Next(4) == 0 ? 'Y' : '-'),
            3 => person.IdentityCode[..^1] + "0123456789ABCDEFHJKLMNPRSTUVWXY"[random.Next(31)],
            _ => "",
        };
        var surname = random.Next(4) == 0 && person.FormerSurnames.Count > 0 ? Pick(random, [.. person.FormerSurnames])
            : random.Next(6) == 0 ? Pick(random, Surnames) : person.Surname;
        var names = random.Next(6) == 0 ? Pick(random, FirstNames)
            : random.Next(3) == 0 ? person.FirstNames.Split(' ')[0]
            : random.Next(5) == 0 ? person.CallName ?? person.FormerCallName ?? "Aino" : person.FirstNames;
        var day = random.Next(8) switch
        {
            0 => Pick(random, Days),
            1 => $"19{person.IdentityCode[4..6]}{person.IdentityCode[2..4]}{person.IdentityCode[..2]}",
            _ => person.Born,
        };
        return new MatchRow(
            random.Next(5) == 0 ? $" {code} " : code,
            random.Next(8) == 0 ? "" : Written(random, surname),
            random.Next(8) == 0 ? "" : Written(random, names),
            day == "" || random.Next(8) == 0 ? "" : day.EndsWith("00", StringComparison.Ordinal) ? "6.1950" : Day(random, day));
    }

    private static string Day(Random random, string day) => random.Next(3) switch
    {
        0 => day,
        1 => $"{day[..4]}-{day[4..6]}-{day[6..]}",
        _ => $"{day[6..].TrimStart('0')}.{day[4..6].TrimStart('0')}.{day[..4]}",
    };

    private static string Written(Random random, string name) => random.Next(7) switch
    {
        0 => name.ToUpperInvariant(),
        1 => name.Replace("é", "e\u0301").Replace("ä", "a\u0308"),
        2 => name.Replace('-', ' '),
        3 => name.Replace('é', 'e'),
        4 => $" {name} ",
        _ => name,
    };

    private static T Pick<T>(Random random, T[] values) => values[random.Next(values.Length)];
}
