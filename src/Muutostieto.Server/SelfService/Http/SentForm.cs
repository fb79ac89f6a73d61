using Muutostieto.Server.SelfService.Pages;

namespace Muutostieto.Server.SelfService.Http;

/// <summary>A form that was sent, with its fields, and a file where it has one.</summary>
/// <param name="fields">By name, the values of a name in order.</param>
/// <param name="file">Null: it has none.</param>
internal sealed class SentForm(IReadOnlyDictionary<string, IReadOnlyList<string>> fields, SentFile? file)
{
    /// <summary>Read once, from its beginning to its end.</summary>
    internal SentFile? File => file;

    /// <summary>A field without blanks around it; null when it is not there or empty.</summary>
    internal string? Text(string name) => All(name) is [var first, ..] && first.Trim() is { Length: > 0 } text ? text : null;

    /// <summary>All values of a name, as they came.</summary>
    internal IReadOnlyList<string> All(string name) => fields.GetValueOrDefault(name, []);

    /// <summary>What its fields hold, for the form to be shown again, without the two hidden ones of every form.</summary>
    internal FormModel ToModel()
    {
        var model = new FormModel();
        foreach (var (name, values) in fields.Where(field => field.Key is not (PageContext.TokenField or PageContext.FormField)))
        {
            model.Set(name, values);
        }

        return model;
    }

    /// <summary>Whether a box was ticked, or a button of the name pressed.</summary>
    internal bool Has(string name) => fields.ContainsKey(name);
}
