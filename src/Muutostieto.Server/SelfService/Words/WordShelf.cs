using System.Collections.Concurrent;

namespace Muutostieto.Server.SelfService.Words;

/// <summary>The words of all areas in all languages, each made once.</summary>
internal sealed class WordShelf
{
    private readonly ConcurrentDictionary<(Type Area, string Language), AreaWords> made = new();

    /// <param name="language">fi, sv or en.</param>
    internal TWords Of<TWords>(string language)
        where TWords : AreaWords, IAreaWords<TWords> =>
        (TWords)made.GetOrAdd((typeof(TWords), language), key => TWords.In(key.Language));
}
