using System.Globalization;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Disclosure.Purposes;
using Muutostieto.Extracts.Matching;
using Muutostieto.Extracts.Tests.Support;
using Muutostieto.Register;

namespace Muutostieto.Extracts.Tests.Matching;

/// <summary>
/// The rules of <c>docs/matching.md</c> once more, as plain loops over every version that there ever was, for a small alphabet. It shares
/// nothing with the program but the names of outcomes and methods.
/// </summary>
internal sealed class PublishedRules
{
    private readonly List<Version> versions = [];

    /// <summary>Notes what was entered.</summary>
    internal void Enter(NamedPerson person, long id, JournalKey key, params long[] merged)
    {
        foreach (var (index, gone) in merged.Index())
        {
            var last = Close(gone, new JournalKey(key.Value - merged.Length + index));
            versions.Add(last! with { From = new JournalKey(key.Value - merged.Length + index), To = null, Into = id });
        }

        var before = Close(id, key);
        var former = person.FormerCodes
            .Concat(before?.Data.FormerCodes ?? []).Append(before?.Data.IdentityCode ?? person.IdentityCode)
            .Concat(merged.SelectMany(gone => Of(gone).Data.FormerCodes.Append(Of(gone).Data.IdentityCode)))
            .Distinct().ToList();
        versions.Add(new Version(id, key, null, person with { FormerCodes = former }, null));
    }

    /// <summary>The data of a person now, and of no one who has become one with another.</summary>
    internal NamedPerson? Now(long id) => Of(id) is { Into: null } version ? version.Data : null;

    internal (MatchOutcome Outcome, MatchMethod? Method, MatchAnswer Answer, string? Content) Of(MatchRow row, MatchTerms terms)
    {
        var code = row.IdentityCode.Trim();
        if (code.Length > 0 && !IsCode(code))
        {
            return Plain(MatchOutcome.MalformedCode);
        }

        var day = DayOf(row.BirthDate);
        if ((day is null && row.BirthDate != "") || (code == "" && (row.Surname == "" || row.FirstNames == "" || day is null)))
        {
            return Plain(MatchOutcome.TooLittleData);
        }

        var persons = versions.FindAll(version => version.From <= terms.AsOf && !(version.To <= terms.AsOf) && version.Into is null);
        foreach (var method in Enum.GetValues<MatchMethod>().Where(terms.Methods.Contains))
        {
            var found = persons.FindAll(person => method switch
            {
                MatchMethod.IdentityCode => person.Data.IdentityCode == code,
                MatchMethod.FormerCode =>
                    person.Data.FormerCodes.Contains(code) && persons.TrueForAll(one => one.Data.IdentityCode != code),
                _ => code == "" && IsNamed(row, person.Data, method, terms) && Born(person.Data) == day,
            });
            if (found.Count > 0)
            {
                return Judge(found, method, row, day, terms);
            }
        }

        return Plain(MatchOutcome.NoMatch);
    }

    private (MatchOutcome Outcome, MatchMethod? Method, MatchAnswer Answer, string? Content) Judge(
        List<Version> found, MatchMethod method, MatchRow row, string? day, MatchTerms terms)
    {
        var outcomes = found.ConvertAll(person => Outcome(person, method, row, day, terms));
        var isKnown = outcomes.Exists(outcome => outcome.IsKnown);
        var outcome = found.Count > 1 ? MatchOutcome.Ambiguous : outcomes[0].Outcome;
        if (!isKnown)
        {
            return (outcome, method, new MatchAnswer(MatchOutcome.NoMatch, null, null, null), null);
        }

        if (outcome is MatchOutcome.Ambiguous or MatchOutcome.Conflict)
        {
            return (outcome, method, new MatchAnswer(outcome, outcome == MatchOutcome.Ambiguous ? method : null, null, null), null);
        }

        var data = found[0].Data;
        return (
            outcome,
            method,
            new MatchAnswer(outcome, method, method == MatchMethod.FormerCode ? data.IdentityCode : null, found[0].Id),
            $"{data.Surname}|{(outcome == MatchOutcome.Protected ? "***" : $"Katu {data.IdentityCode}")}");
    }

    private (MatchOutcome Outcome, bool IsKnown) Outcome(Version person, MatchMethod method, MatchRow row, string? day, MatchTerms terms)
    {
        var (data, hasRight) = (person.Data, terms.Disclosure.NonDisclosureRight == NonDisclosureRight.Section37);
        var isProtected = IsProtected(person.Id, terms.AsOf);
        if (!terms.Disclosure.IsList && !terms.Disclosure.Municipalities.Contains(data.Municipality))
        {
            return (MatchOutcome.OutsidePermit, false);
        }

        if (isProtected && !hasRight)
        {
            return (MatchOutcome.Protected, false);
        }

        if (terms.User == DataUser.Other && (IsBanned(data) || Later(person.Id).Exists(version => IsBanned(version.Data))))
        {
            return (MatchOutcome.Banned, false);
        }

        var names = terms.Methods.Where(one => one >= MatchMethod.Folded).Append(MatchMethod.FullName).Append(MatchMethod.OneName);
        if (method <= MatchMethod.FormerCode
            && (!names.Any(one => IsNamed(row, data, one, terms))
                || (day is not null && day != Born(data) && day != DayOfCode(row.IdentityCode.Trim()))))
        {
            return (MatchOutcome.Conflict, true);
        }

        return (
            isProtected ? MatchOutcome.Protected
            : data.IsDead ? MatchOutcome.Deceased
            : method == MatchMethod.FormerCode ? MatchOutcome.CodeReplaced
            : MatchOutcome.Matched,
            true);
    }

    /// <summary>An order in force at the key or later, of the person or of anyone who has become one with the person.</summary>
    private bool IsProtected(long id, JournalKey asOf) => versions.Exists(version =>
        version is { Into: null, Data.IsProtected: true } && !(version.To <= asOf) && Last(version.Id) == Last(id));

    /// <summary>The person at the head, and who it has become, if anything was entered after.</summary>
    private List<Version> Later(long id)
    {
        var chain = new List<Version> { Of(id) };
        while (chain[^1].Into is { } into)
        {
            chain.Add(Of(into));
        }

        return chain;
    }

    private long Last(long id) => Later(id)[^1].Id;

    private Version Of(long id) => versions.Last(version => version.Id == id);

    private Version? Close(long id, JournalKey key)
    {
        var at = versions.FindLastIndex(version => version.Id == id);
        if (at < 0)
        {
            return null;
        }

        return versions[at] = versions[at] with { To = key };
    }

    private static bool IsBanned(NamedPerson person) => person.Ban == "ASIAKASREKISTERIN_PAIVITYS";

    private static bool IsNamed(MatchRow row, NamedPerson person, MatchMethod method, MatchTerms terms)
    {
        var folds = new List<bool> { false };
        if (method == MatchMethod.Folded || (method == MatchMethod.FormerName && terms.Methods.Contains(MatchMethod.Folded)))
        {
            folds.Add(true);
        }

        string[] surnames = [person.Surname], firstNames = [person.FirstNames], used = person.CallName is { } name ? [name] : [];
        if (method == MatchMethod.FormerName)
        {
            surnames = [.. surnames, .. person.FormerSurnames];
            firstNames = [.. firstNames, .. person.FormerFirstNames];
            used = person.FormerCallName is { } former ? [.. used, former] : used;
        }

        return folds.Exists(fold =>
        {
            string[] given = [row.FirstNames, First(row.FirstNames)];
            var inFull = row.FirstNames == "" || firstNames.Any(all => Same(all, row.FirstNames));
            var inOne = row.FirstNames == "" || firstNames.Select(First).Concat(used).Any(one => given.Any(other => Same(one, other)));
            return (row.Surname == "" || surnames.Any(one => Same(one, row.Surname)))
                && (method == MatchMethod.FullName ? inFull : method == MatchMethod.OneName ? inOne : inFull || inOne);

            bool Same(string one, string other) => Plain(one, fold) == Plain(other, fold);
        });
    }

    private static string First(string names) => names.Trim().Split(' ')[0];

    private static string Plain(string name, bool folds)
    {
        name = name.Replace("e\u0301", "é").Replace("E\u0301", "É").Replace("a\u0308", "ä").Replace("A\u0308", "Ä").ToLowerInvariant();
        name = folds ? name.Replace('é', 'e').Replace('ø', 'ö').Replace('č', 'c') : name;
        return string.Join(' ', name.Replace('-', ' ').Replace('\'', ' ').Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    private static string? Born(NamedPerson person) =>
        person.Born == "" ? DayOfCode(person.IdentityCode) : person.Born.EndsWith("00", StringComparison.Ordinal) ? null : person.Born;

    private static string DayOfCode(string code) => $"19{code[4..6]}{code[2..4]}{code[..2]}";

    private static string? DayOf(string text)
    {
        string?[] parts = text.Split('.') is [var day, var month, { Length: 4 } year]
            ? [year, month, day]
            : text.Split('-') is [{ Length: 4 } first, var second, var third] ? [first, second, third] : [];
        if (parts.Length == 0 && text.Length == 8 && text.All(char.IsAsciiDigit))
        {
            parts = [text[..4], text[4..6], text[6..]];
        }

        return parts.Length == 3 ? $"{parts[0]}{parts[1]!.PadLeft(2, '0')}{parts[2]!.PadLeft(2, '0')}" : null;
    }

    private static bool IsCode(string code) =>
        code.Length == 11
        && long.TryParse(code[..6] + code[7..10], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && "-YXWVU".Contains(code[6], StringComparison.Ordinal)
        && "0123456789ABCDEFHJKLMNPRSTUVWXY"[(int)(number % 31)] == code[10];

    private static (MatchOutcome Outcome, MatchMethod? Method, MatchAnswer Answer, string? Content) Plain(MatchOutcome outcome) =>
        (outcome, null, new MatchAnswer(outcome, null, null, null), null);

    private sealed record Version(long Id, JournalKey From, JournalKey? To, NamedPerson Data, long? Into);
}
