using System.Globalization;

namespace Muutostieto.Cli.Service.Site;

/// <summary>Chooses the language of a page: what the address asks for, else what the browser likes best, else Finnish.</summary>
internal static class SiteLanguage
{
    internal static SiteWords Choose(string? asked, string? acceptLanguage) =>
        Find(asked) ?? (acceptLanguage ?? "").Split(',').Select(Preference).Where(preference => preference.Words is not null && preference.Quality > 0)
            .OrderByDescending(preference => preference.Quality).Select(preference => preference.Words).FirstOrDefault() ?? SiteWords.Finnish;

    private static SiteWords? Find(string? language) => SiteWords.All.FirstOrDefault(words => words.Code.Equals(language, StringComparison.OrdinalIgnoreCase));

    private static (SiteWords? Words, double Quality) Preference(string entry)
    {
        var parts = entry.Split(';');
        var quality = parts.Skip(1).Select(part => part.Trim()).FirstOrDefault(part => part.StartsWith("q=", StringComparison.OrdinalIgnoreCase)) is { } q
            ? double.TryParse(q[2..], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) ? value : 0
            : 1;
        return (Find(parts[0].Trim().Split('-')[0]), quality);
    }
}
