using System.Collections.Immutable;
using System.Globalization;

namespace Muutostieto.SelfService.Residents.Searches;

/// <summary>Reads a form. Fields that the chosen kind of search does not have count for nothing, whatever they hold.</summary>
public static class ResidentSearchParser
{
    /// <summary>Characters that are looked at of a field.</summary>
    internal const int Longest = 2000;

    private static readonly string[] Days = ["yyyy-MM-dd", "d.M.yyyy"];
    private static readonly char[] Between = [' ', ',', ';', '\t', '\r', '\n'];

    /// <summary>The search that a form says; null when there are faults.</summary>
    public static (ResidentSearch? Search, IReadOnlyList<FieldFault> Faults) Parse(ResidentSearchForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        var faults = new List<FieldFault>();
        var kind = Kind(form.Kind, faults);
        var isByDays = kind is ResidentSearchKind.Born or ResidentSearchKind.Died or ResidentSearchKind.MovedIn;
        var search = new ResidentSearch
        {
            Kind = kind ?? ResidentSearchKind.All,
            AgeFrom = kind == ResidentSearchKind.Ages ? Number(form.AgeFrom, SearchFields.AgeFrom, faults) : null,
            AgeTo = kind == ResidentSearchKind.Ages ? Number(form.AgeTo, SearchFields.AgeTo, faults) : null,
            Turning = kind == ResidentSearchKind.Turning ? Number(form.Turning, SearchFields.Turning, faults) : null,
            From = isByDays ? Day(form.From, SearchFields.From, faults) : null,
            To = isByDays ? Day(form.To, SearchFields.To, faults) : null,
            Municipalities = Codes(form.Municipalities, SearchFields.Municipalities, faults),
            PostalCodes = Codes(form.PostalCodes, SearchFields.PostalCodes, faults),
            MotherTongues = Codes(form.MotherTongues, SearchFields.MotherTongues, faults),
            Sex = string.IsNullOrWhiteSpace(form.Sex) ? null : form.Sex.Trim(),
        };
        return (faults.Count == 0 ? search : null, faults);
    }

    private static ResidentSearchKind? Kind(string? text, List<FieldFault> faults)
    {
        foreach (var kind in Enum.GetValues<ResidentSearchKind>())
        {
            if (string.Equals(kind.ToString(), text?.Trim(), StringComparison.OrdinalIgnoreCase))
            {
                return kind;
            }
        }

        faults.Add(new FieldFault(SearchFields.Kind, string.IsNullOrWhiteSpace(text) ? SearchFault.Missing : SearchFault.Unreadable));
        return null;
    }

    private static int? Number(string? text, string field, List<FieldFault> faults)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        if (int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return number;
        }

        faults.Add(new FieldFault(field, SearchFault.Unreadable));
        return null;
    }

    private static DateOnly? Day(string? text, string field, List<FieldFault> faults)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        if (DateOnly.TryParseExact(text.Trim(), Days, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return day;
        }

        faults.Add(new FieldFault(field, SearchFault.Unreadable));
        return null;
    }

    private static ImmutableSortedSet<string> Codes(IReadOnlyList<string?> texts, string field, List<FieldFault> faults)
    {
        if (texts.Sum(text => (long)(text?.Length ?? 0)) > Longest)
        {
            faults.Add(new FieldFault(field, SearchFault.TooMany));
            return [];
        }

        return texts
            .SelectMany(text => (text ?? "").Split(Between, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            .ToImmutableSortedSet(StringComparer.Ordinal);
    }
}
