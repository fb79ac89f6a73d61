using System.Text.RegularExpressions;

namespace Muutostieto.SelfService.Applications;

/// <summary>Collects what is wrong with fields.</summary>
internal sealed partial class FieldCheck
{
    private const int LongestEmail = 254;

    private readonly List<FieldFault> faults = [];

    internal IReadOnlyList<FieldFault> Faults => faults;

    internal void Add(string field, FieldProblem problem, long? limit = null, string? detail = null) =>
        faults.Add(new FieldFault(field, problem) { Limit = limit, Detail = detail });

    /// <summary>A text: not too long, and without control characters but line breaks where it may have several lines.</summary>
    internal void Text(string field, string? value, int longest, bool required, bool hasLines = false)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            if (required)
            {
                Add(field, FieldProblem.Missing);
            }
        }
        else if (value.Length > longest)
        {
            Add(field, FieldProblem.TooLong, longest);
        }
        else if (value.Any(c => char.IsControl(c) && !(hasLines && c is '\r' or '\n' or '\t')) || HasLoneSurrogate(value))
        {
            Add(field, FieldProblem.Malformed);
        }
    }

    /// <summary>Codes that there are, each once.</summary>
    internal void Codes(string field, IReadOnlyList<string> values, IEnumerable<string>? known, int most, bool required)
    {
        if (values.Count == 0 && required)
        {
            Add(field, FieldProblem.Missing);
        }
        else if (values.Count > most)
        {
            Add(field, FieldProblem.TooLong, most);
        }
        else if (values.Distinct(StringComparer.Ordinal).Count() != values.Count)
        {
            Add(field, FieldProblem.Contradicts);
        }
        else if (known is not null && values.Except(known, StringComparer.Ordinal).Any())
        {
            Add(field, FieldProblem.Unknown);
        }
    }

    internal void Email(string field, string? value, bool required)
    {
        Text(field, value, LongestEmail, required);
        if (!string.IsNullOrWhiteSpace(value) && value.Length <= LongestEmail && !Address().IsMatch(value))
        {
            Add(field, FieldProblem.Malformed);
        }
    }

    internal void Phone(string field, string? value, int longest)
    {
        Text(field, value, longest, required: false);
        if (!string.IsNullOrWhiteSpace(value) && value.Length <= longest && !Number().IsMatch(value))
        {
            Add(field, FieldProblem.Malformed);
        }
    }

    private static bool HasLoneSurrogate(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                i++;
            }
            else if (char.IsSurrogate(text[i]))
            {
                return true;
            }
        }

        return false;
    }

    [GeneratedRegex(@"^[^\s@<>""(),:;\\\[\]]{1,64}@[^\s@<>""(),:;\\\[\]]+\.[^\s@<>""(),:;\\\[\].]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex Address();

    [GeneratedRegex(@"^\+?[0-9][0-9 ()/.-]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Number();
}
