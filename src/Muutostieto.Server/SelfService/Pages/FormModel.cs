namespace Muutostieto.Server.SelfService.Pages;

/// <summary>What the fields of a form hold, and what is wrong with them.</summary>
public sealed class FormModel
{
    private readonly Dictionary<string, IReadOnlyList<string>> values = new(StringComparer.Ordinal);
    private readonly List<(string Field, string Message)> errors = [];

    /// <summary>In the order in which they were found, which is that of the fields.</summary>
    public IReadOnlyList<(string Field, string Message)> Errors => errors;

    public bool HasErrors => errors.Count > 0;

    /// <summary>Fills a field.</summary>
    /// <param name="field">Its name.</param>
    /// <param name="value">Null or none: empty.</param>
    /// <returns>This.</returns>
    public FormModel Set(string field, params IEnumerable<string?> value)
    {
        values[field] = [.. value.OfType<string>()];
        return this;
    }

    /// <summary>Notes what is wrong with a field, in the page's language.</summary>
    /// <param name="field">Its name, where the error's link leads.</param>
    /// <param name="message">What is wrong and what is expected, a sentence.</param>
    public void Fault(string field, string message) => errors.Add((field, message));

    /// <summary>A field's value as it was written, without blanks around it; null when it is empty.</summary>
    public string? Text(string field) => All(field) is [var first, ..] && first.Trim() is { Length: > 0 } text ? text : null;

    /// <summary>The values of a field of which several can be chosen.</summary>
    public IReadOnlyList<string> All(string field) => values.GetValueOrDefault(field, []);

    /// <summary>What is wrong with a field; null when nothing is.</summary>
    public string? ErrorOf(string field) =>
        errors.Where(error => error.Field == field).Select(error => error.Message).FirstOrDefault();
}
