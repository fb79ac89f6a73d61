using System.Text.RegularExpressions;
using Muutostieto.Extracts.Orders;

namespace Muutostieto.SelfService.Residents.Searches;

/// <summary>What a search may say for a task. Asked whenever one is begun, wherever it comes from: a form, the store, a request.</summary>
internal static partial class ResidentSearchCheck
{
    /// <summary>How many postal codes a search may name.</summary>
    internal const int MostPostalCodes = 100;

    /// <summary>How many languages a search may name.</summary>
    internal const int MostMotherTongues = 20;

    /// <summary>How many characters a reference or a name may have.</summary>
    internal const int LongestText = 100;

    /// <summary>Before it no one was born who can be in the register.</summary>
    private static readonly DateOnly FirstDay = new(1850, 1, 1);

    /// <summary>What is wrong; empty when nothing is.</summary>
    /// <param name="search">The search.</param>
    /// <param name="task">What it is for.</param>
    /// <param name="today">The day of the search.</param>
    internal static IReadOnlyList<FieldFault> FaultsOf(ResidentSearch search, ResidentTask task, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(search);
        ArgumentNullException.ThrowIfNull(task);
        return [.. Kinds(search, today), .. Codes(search, task), .. Beyond(search, task)];
    }

    /// <summary>What is wrong with a reference, a single line that may be missing.</summary>
    internal static IReadOnlyList<FieldFault> FaultsOfReference(string? reference) =>
        string.IsNullOrWhiteSpace(reference) ? [] : Text(reference, SearchFields.Reference);

    /// <summary>What is wrong with the name of a saved selection, a single line that must be there.</summary>
    internal static IReadOnlyList<FieldFault> FaultsOfName(string? name) =>
        string.IsNullOrWhiteSpace(name) ? [new(SearchFields.Name, SearchFault.Missing)] : Text(name, SearchFields.Name);

    private static FieldFault[] Text(string text, string field) =>
        text.Trim().Length > LongestText ? [new(field, SearchFault.TooMany)]
        : text.Trim().Any(char.IsControl) ? [new(field, SearchFault.Unreadable)]
        : IdentityCode().IsMatch(text) ? [new(field, SearchFault.HasIdentityCode)]
        : [];

    private static IEnumerable<FieldFault> Kinds(ResidentSearch search, DateOnly today) => search.Kind switch
    {
        ResidentSearchKind.All => [],
        ResidentSearchKind.Ages => Range(
            SearchFields.AgeFrom, search.AgeFrom, SearchFields.AgeTo, search.AgeTo, 0, CriterionKind.GreatestAge),
        ResidentSearchKind.Turning when search.Turning is null => [new(SearchFields.Turning, SearchFault.Missing)],
        ResidentSearchKind.Turning => Within(SearchFields.Turning, search.Turning, 0, CriterionKind.GreatestAge),
        ResidentSearchKind.Born or ResidentSearchKind.Died or ResidentSearchKind.MovedIn => Range(
            SearchFields.From, search.From?.DayNumber, SearchFields.To, search.To?.DayNumber, FirstDay.DayNumber, today.DayNumber),
        _ => [new(SearchFields.Kind, SearchFault.Unreadable)],
    };

    private static IEnumerable<FieldFault> Range(string fromField, int? from, string toField, int? to, int least, int greatest) =>
        from is null && to is null ? [new(fromField, SearchFault.Missing)]
        : (IEnumerable<FieldFault>)[.. Within(fromField, from, least, greatest), .. Within(toField, to, least, greatest)] is var faults
            && faults.Any() ? faults
        : from > to ? [new(toField, SearchFault.Reversed)]
        : [];

    private static IEnumerable<FieldFault> Within(string field, int? number, int least, int greatest) =>
        number < least || number > greatest ? [new(field, SearchFault.OutOfRange)] : [];

    private static IEnumerable<FieldFault> Codes(ResidentSearch search, ResidentTask task)
    {
        if (search.PostalCodes.Count > MostPostalCodes)
        {
            yield return new FieldFault(SearchFields.PostalCodes, SearchFault.TooMany);
        }

        if (search.MotherTongues.Count > MostMotherTongues)
        {
            yield return new FieldFault(SearchFields.MotherTongues, SearchFault.TooMany);
        }

        if (search.Municipalities.Any(code => task.Municipalities.All(known => known.Code != code)))
        {
            yield return new FieldFault(SearchFields.Municipalities, SearchFault.OutsidePermit);
        }

        foreach (var (kind, field, codes) in new (CriterionKind, string, IReadOnlyCollection<string>)[]
            {
                (ResidentCriteria.PostalCode, SearchFields.PostalCodes, search.PostalCodes),
                (ResidentCriteria.MotherTongue, SearchFields.MotherTongues, search.MotherTongues),
                (ResidentCriteria.Sex, SearchFields.Sex, search.Sex is { } sex ? [sex] : []),
            })
        {
            if (codes.Any(code => !kind.IsCode(code)))
            {
                yield return new FieldFault(field, SearchFault.Unreadable);
            }
            else if (codes.Any(code => !task.HasCode(kind, code)))
            {
                yield return new FieldFault(field, SearchFault.OutOfRange);
            }
        }
    }

    /// <summary>Being counted reveals what is looked at, so that must be data of the permit.</summary>
    private static IEnumerable<FieldFault> Beyond(ResidentSearch search, ResidentTask task) => ResidentCriteria
        .LooksAt(search)
        .Where(look => !task.MayLookAt(look.Kind))
        .Select(look => new FieldFault(look.Field, SearchFault.OutsidePermit));

    [GeneratedRegex("[0-9]{6}[-+A-Za-z]?[0-9]{3}[0-9A-Za-z]", RegexOptions.CultureInvariant)]
    private static partial Regex IdentityCode();
}
