using System.Globalization;

namespace Muutostieto.Server.Words;

/// <summary>The languages of the pages. Chooses one: what the address asks for, else what the browser prefers, else Finnish.</summary>
internal sealed class Languages
{
    /// <summary>The language of the program's own messages.</summary>
    internal const string OfTheProgram = "en";

    public Languages() => All = [new("fi", this), new("sv", this), new(OfTheProgram, this)];

    /// <summary>The first one is the page's when nothing else is asked for.</summary>
    internal IReadOnlyList<SiteWords> All { get; }

    internal SiteWords Choose(string? asked, string? acceptLanguage) =>
        Find(asked) ?? (acceptLanguage ?? "").Split(',').Select(Preference)
            .Where(preference => preference.Words is not null && preference.Quality > 0)
            .OrderByDescending(preference => preference.Quality).Select(preference => preference.Words).FirstOrDefault() ?? All[0];

    private SiteWords? Find(string? language) =>
        All.FirstOrDefault(words => words.Code.Equals(language, StringComparison.OrdinalIgnoreCase));

    private (SiteWords? Words, double Quality) Preference(string entry)
    {
        var parts = entry.Split(';');
        var said = parts.Skip(1).Select(part => part.Trim())
            .FirstOrDefault(part => part.StartsWith("q=", StringComparison.OrdinalIgnoreCase));
        var quality = said is { } q
            ? double.TryParse(q[2..], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) ? value : 0
            : 1;
        return (Find(parts[0].Trim().Split('-')[0]), quality);
    }
}
