using Muutostieto.Records;

namespace Muutostieto.Hosting.Settings;

/// <summary>Reads lists of words of which each is a value of an enumeration.</summary>
internal sealed class WordListLoader(FaultCollector faults)
{
    /// <summary>The values, sorted; those of unknown words are missing, after a fault.</summary>
    /// <typeparam name="T">The enumeration.</typeparam>
    /// <param name="reader">The object that has the list.</param>
    /// <param name="key">Of the list.</param>
    /// <param name="noun">What a word names.</param>
    /// <param name="names">The words, in the order of the enumeration.</param>
    /// <param name="required">Whether a missing list is a fault.</param>
    internal List<T> Load<T>(SectionReader reader, string key, string noun, IReadOnlyList<string> names, bool required = true)
        where T : struct, Enum
    {
        var values = new List<T>();
        foreach (var word in reader.Texts(key, required))
        {
            if (names.Index().FirstOrDefault(name => name.Item == word.Text) is { Item: not null } known)
            {
                values.Add(Enum.GetValues<T>()[known.Index]);
            }
            else
            {
                faults.Add(
                    word.Place,
                    $"there is no {noun} \"{word.Text}\"",
                    Suggestion.For(word.Text, names) + $"Possible: {string.Join(", ", names.Select(name => $"\"{name}\""))}.");
            }
        }

        values.Sort();
        return values;
    }
}
