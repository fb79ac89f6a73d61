using System.Text;
using Muutostieto.Disclosure;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Disclosure.Purposes;
using Muutostieto.Extracts.Selection;
using Muutostieto.Records;
using Muutostieto.Records.Csv;
using Muutostieto.Records.Groups;
using Muutostieto.Records.Identity;
using Muutostieto.Register;

namespace Muutostieto.Extracts.Matching;

/// <summary>
/// Matches the rows of a customer's register with persons, by the published rules (<c>docs/matching.md</c>), and gives of the one person
/// found what the gate lets through. Persons of which the recipient may know nothing count where a row may mean several persons, and are
/// never an answer. What the register is asked about a row does not depend on who is under a non-disclosure order, has a ban or lives
/// outside the area; only content that names other persons (groups 305 and 307) asks besides about the orders of those who ever had one.
/// For one thread; many rows are matched faster within <see cref="IRegister.InOneState"/>.
/// </summary>
public sealed class RowMatcher
{
    /// <summary>What is judged besides bans. Every person that can be found by name has one of them, and no one else appears in
    /// them.</summary>
    private static readonly string[] Judged = ["003", "004", "204", "901"];

    private readonly DisclosedRecord judged = DisclosedRecord.Gate.NewContainer();
    private readonly DisclosedRecord content = DisclosedRecord.Gate.NewContainer();
    private readonly IRegister register;
    private readonly MatchTerms terms;
    private readonly BanFilter bans;
    private readonly BanFilter bansNow;
    private readonly DisclosedRecord.Gate judge;
    private readonly DisclosedRecord.Gate gate;
    private readonly IReadOnlySet<long> bannedLater;

    /// <param name="register">Open for reading.</param>
    /// <param name="catalog">The record layouts.</param>
    /// <param name="terms">By what rows are matched.</param>
    /// <param name="protection">Who is protected: that of <see cref="MatchTerms.AsOf"/> and <see cref="MatchTerms.Judged"/>.</param>
    public RowMatcher(IRegister register, GroupCatalog catalog, MatchTerms terms, Protection protection)
    {
        ArgumentNullException.ThrowIfNull(register);
        ArgumentNullException.ThrowIfNull(terms);
        (this.register, this.terms) = (register, terms);
        (bans, bansNow) = (new BanFilter(terms.Purpose, terms.User, terms.Day), new BanFilter(terms.Purpose, terms.User, terms.JudgedOn));
        // Read at once: when it is read must not depend on whether the first person found is protected.
        var history = new OrderHistory(register, KnownOrders.Read(register, terms.AsOf));
        gate = new DisclosedRecord.Gate(terms.Disclosure, catalog, terms.Day, protection, history);
        judge = new DisclosedRecord.Gate(
            terms.Disclosure with
            {
                Groups = [.. Judged.Append(BanFilter.Group).Select(group => new TermsGroup(group, null))],
                HasGenuineForm = false,
            },
            catalog,
            terms.Day,
            protection,
            history);
        bannedLater = new LaterBans(register, catalog, bans, bansNow).After(
            terms.Disclosure, terms.Day, terms.AsOf, terms.Judged, protection);
    }

    /// <summary>
    /// What the order returns of the person of the last answer; it may be without a group, when the person has none of those ordered.
    /// Null when <see cref="MatchAnswer.Person"/> is. The next row overwrites it.
    /// </summary>
    public DisclosedRecord? Content { get; private set; }

    /// <summary>The groups and fields that content may have.</summary>
    public IReadOnlyList<CsvTable> Tables => gate.Tables;

    /// <summary>Values of content that had a control character.</summary>
    public long Cleaned => gate.Cleaned;

    /// <summary>Matches a row.</summary>
    /// <exception cref="MuutostietoException">
    /// Usage: the register is of an older program and has no index of names yet. Integrity: it holds a document that is no record.
    /// </exception>
    /// <exception cref="LateOrderException">A person found is protected since, and <see cref="Protection"/> refuses that.</exception>
    public MatchResult Match(MatchRow row)
    {
        Content = null;
        var (code, names) = ((row.IdentityCode ?? "").Trim(), new RowNames(row));
        if (code.Length > 0 && !PersonalIdentityCode.TryParse(code, out _))
        {
            return MatchResult.Plain(MatchOutcome.MalformedCode);
        }

        if (names.HasUnreadableDay || (code.Length == 0 && !names.AreEnough))
        {
            return MatchResult.Plain(MatchOutcome.TooLittleData);
        }

        try
        {
            return code.Length > 0 ? ByCode(code, names) : ByName(row.Surname, names);
        }
        catch (FormatException error)
        {
            throw new MuutostietoException(
                FailureKind.Integrity,
                $"register: a person's document cannot be judged ({error.Message}). Nothing was matched; correct the register.",
                error);
        }
    }

    /// <summary>M1 and M2. A code decides alone: whose name and day are beside it is compared, never searched.</summary>
    private MatchResult ByCode(string code, RowNames names)
    {
        var found = register.FindAll(code, terms.AsOf);
        var method = found is [{ MergedInto: null } only] && only.IdentityCode == code ? MatchMethod.IdentityCode : MatchMethod.FormerCode;
        if (found.Count == 0 || !terms.Methods.Contains(method))
        {
            return MatchResult.Plain(MatchOutcome.NoMatch);
        }

        return found is [var person] ? Judge(person, method, IsOther(person, code, names)) : Several(found, method);
    }

    /// <summary>M3 to M6: the first that finds anyone ends the search.</summary>
    private MatchResult ByName(string surname, RowNames names)
    {
        var candidates = register.FindNamed(surname, names.Born!.Value, terms.AsOf)
            .Select(person => (Person: person, Names: PersonNames.Of(person))).ToList();
        for (var method = MatchMethod.FullName; method <= MatchMethod.FormerName; method++)
        {
            if (!terms.Methods.Contains(method))
            {
                continue;
            }

            var found = candidates.FindAll(candidate => Agree(names, candidate.Names, method)).ConvertAll(candidate => candidate.Person);
            if (found.Count > 0)
            {
                return found is [var person] ? Judge(person, method, isOther: false) : Several(found, method);
            }
        }

        return MatchResult.Plain(MatchOutcome.NoMatch);
    }

    private bool Agree(RowNames row, PersonNames names, MatchMethod method) =>
        row.Agree(names, method, terms.Methods.Contains(MatchMethod.Folded));

    /// <summary>
    /// Whether what is beside a code is not the person's: the name as by M3 or M4, or as by M5 or M6 where the order has them; the day as
    /// the register has it or as the code says it.
    /// </summary>
    private bool IsOther(PersonVersion person, string code, RowNames row)
    {
        var names = PersonNames.Of(person);
        var isNamed = Agree(row, names, MatchMethod.FullName)
            || Agree(row, names, MatchMethod.OneName)
            || (terms.Methods.Contains(MatchMethod.Folded) && Agree(row, names, MatchMethod.Folded))
            || (terms.Methods.Contains(MatchMethod.FormerName) && Agree(row, names, MatchMethod.FormerName));
        return !isNamed || (row.Born is { } born && born != names.Born && born != PersonalIdentityCode.Parse(code).BirthDate);
    }

    /// <summary>All of them are judged, whatever is said of the first ones.</summary>
    private MatchResult Several(IReadOnlyList<PersonVersion> persons, MatchMethod method)
    {
        var known = persons.Count(person => IsKnown(OutcomeOf(person, method, isOther: false)));
        var answer = known > 0
            ? new MatchAnswer(MatchOutcome.Ambiguous, method, null, null)
            : new MatchAnswer(MatchOutcome.NoMatch, null, null, null);
        return new MatchResult(MatchOutcome.Ambiguous, method, answer);
    }

    private MatchResult Judge(PersonVersion person, MatchMethod method, bool isOther)
    {
        var outcome = OutcomeOf(person, method, isOther);
        if (!IsKnown(outcome))
        {
            return new MatchResult(outcome.Outcome, method, new MatchAnswer(MatchOutcome.NoMatch, null, null, null));
        }

        if (isOther)
        {
            return new MatchResult(outcome.Outcome, method, new MatchAnswer(outcome.Outcome, null, null, null));
        }

        _ = gate.TryDiscloseFound(RowOf(person), content);
        Content = content;
        var newCode = method == MatchMethod.FormerCode && PersonalIdentityCode.TryParse(person.IdentityCode, out _)
            ? person.IdentityCode
            : null;
        return new MatchResult(outcome.Outcome, method, new MatchAnswer(outcome.Outcome, method, newCode, person.PersonId));
    }

    private static bool IsKnown((MatchOutcome Outcome, FoundVerdict Verdict) judgement) =>
        judgement.Verdict is FoundVerdict.Open or FoundVerdict.Masked && judgement.Outcome != MatchOutcome.Banned;

    private (MatchOutcome Outcome, FoundVerdict Verdict) OutcomeOf(PersonVersion person, MatchMethod method, bool isOther)
    {
        var verdict = judge.JudgeFound(RowOf(person), judged);
        var isBanned = bans.Stops(judged.Content) || bansNow.Stops(judged.Content) || bannedLater.Contains(person.PersonId);
        var outcome = verdict switch
        {
            FoundVerdict.Outside or FoundVerdict.Empty => MatchOutcome.OutsidePermit,
            FoundVerdict.Withheld => MatchOutcome.Protected,
            _ when isBanned => MatchOutcome.Banned,
            _ when isOther => MatchOutcome.Conflict,
            FoundVerdict.Masked => MatchOutcome.Protected,
            _ when !person.Alive => MatchOutcome.Deceased,
            _ => method == MatchMethod.FormerCode ? MatchOutcome.CodeReplaced : MatchOutcome.Matched,
        };
        return (outcome, verdict);
    }

    private static VersionRow RowOf(PersonVersion person) => new()
    {
        PersonId = person.PersonId,
        From = person.From,
        To = person.To,
        IdentityCode = Encoding.UTF8.GetBytes(person.IdentityCode),
        Municipality = Encoding.UTF8.GetBytes(person.Municipality),
        Alive = person.Alive,
        NonDisclosureEnd = Encoding.UTF8.GetBytes(person.NonDisclosureEnd ?? ""),
        MergedInto = person.MergedInto,
        Document = person.Document.Span,
    };
}
