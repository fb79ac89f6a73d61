using System.Globalization;
using System.Resources;
using System.Runtime.CompilerServices;

namespace Muutostieto.Server.SelfService.Words;

/// <summary>
/// The words of one area of the self-service in one language, from a resource file of the area's name in this folder: English in
/// <c>NAME.resx</c>, <c>.fi</c> and <c>.sv</c> beside it. A property is a key of the same name; words for values of an enumeration have
/// keys such as <c>Role.Operator</c>, words that agree with a count end in <c>.One</c> and <c>.Other</c>.
/// </summary>
internal abstract class AreaWords
{
    private const string Neutral = "en";
    private readonly string name;
    private readonly ResourceSet words;

    /// <param name="name">Of the resource file.</param>
    /// <param name="language">fi, sv or en.</param>
    protected AreaWords(string name, string language)
    {
        this.name = name;
        Code = language;
        words = SetOf(name, language) ?? throw new InvalidOperationException($"There is no {name} in {language}.");
    }

    /// <summary>As in <c>&lt;html lang&gt;</c>.</summary>
    public string Code { get; }

    /// <summary>Everything that a language has, by key; null when there is no such file.</summary>
    internal static ResourceSet? SetOf(string name, string language)
    {
        try
        {
            var culture = language == Neutral ? CultureInfo.InvariantCulture : CultureInfo.GetCultureInfo(language);
            return new ResourceManager($"{typeof(AreaWords).Namespace}.{name}", typeof(AreaWords).Assembly)
                .GetResourceSet(culture, createIfNotExists: true, tryParents: false);
        }
        catch (MissingManifestResourceException)
        {
            return null;
        }
    }

    protected static string Format(string text, params object[] values) => string.Format(CultureInfo.InvariantCulture, text, values);

    /// <summary>The words that agree with a count.</summary>
    protected string Plural(string key, long count, params object[] values) =>
        Format(Text(count == 1 ? $"{key}.One" : $"{key}.Other"), values);

    /// <summary>Null where there is no such key: for names that come from configuration.</summary>
    protected string? Find(string key) => words.GetString(key);

    /// <exception cref="InvalidOperationException">There is no such key.</exception>
    protected string Text([CallerMemberName] string key = "") =>
        words.GetString(key) ?? throw new InvalidOperationException($"{name} in {Code} lacks \"{key}\".");
}
