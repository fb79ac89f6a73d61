using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;

namespace Muutostieto.Cli.Tests.Privacy;

/// <summary>Every identity code, name and address that a register has ever held, and how a text is searched for them.</summary>
internal sealed partial class RegisterWords
{
    // Shorter ones are syllables of other words, and hexadecimal.
    private const int ShortestWord = 4;
    private static readonly string[] Fields =
    [
        "sukunimi",
        "etunimet",
        "nimi",
        "katu_fi",
        "katu_sv",
        "osoite_fi",
        "osoite_sv",
        "lahiosoite",
        "osoite",
    ];
    private readonly HashSet<string> codes = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> words = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> phrases = new(StringComparer.OrdinalIgnoreCase);

    private RegisterWords()
    {
    }

    internal int Codes => codes.Count;

    internal int Words => words.Count + phrases.Count;

    internal string AnyCode => codes.First();

    /// <param name="register">The register's file.</param>
    /// <param name="municipalities">A file of municipalities' names: <c>register status</c> shows those, and some are surnames too.</param>
    internal static RegisterWords Of(string register, string municipalities)
    {
        var found = new RegisterWords();
        using var connection = new SqliteConnection($"Data Source={register};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT document FROM version UNION ALL SELECT record FROM journal WHERE kind <> 0";
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            using var document = JsonDocument.Parse((byte[])reader[0]);
            found.Take(document.RootElement, "");
        }

        found.words.ExceptWith(Word().Matches(File.ReadAllText(municipalities)).Select(match => match.Value));
        return found;
    }

    /// <summary>The words of the register that the text contains; none when all is well.</summary>
    internal IEnumerable<string> In(string text)
    {
        foreach (Match match in Code().Matches(text))
        {
            if (codes.Contains(match.Value))
            {
                yield return match.Value;
            }
        }

        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (Match match in Word().Matches(text))
        {
            if (seen.Add(match.Value) && words.Contains(match.Value))
            {
                yield return match.Value;
            }
        }

        foreach (
            var phrase in phrases.Where(phrase =>
                phrase.Split(' ').All(seen.Contains) && text.Contains(phrase, StringComparison.OrdinalIgnoreCase)))
        {
            yield return phrase;
        }
    }

    private void Take(JsonElement value, string field)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in value.EnumerateObject())
                {
                    Take(member.Value, member.Name);
                }

                break;
            case JsonValueKind.Array:
                foreach (var item in value.EnumerateArray())
                {
                    Take(item, field);
                }

                break;
            case JsonValueKind.String when field == "hetu":
                codes.Add(value.GetString()!);
                break;
            case JsonValueKind.String when Fields.Contains(field):
                TakeText(value.GetString()!);
                break;
            default:
                break;
        }
    }

    private void TakeText(string text)
    {
        if (text.Contains(' ', StringComparison.Ordinal))
        {
            phrases.Add(text);
        }

        foreach (Match match in Word().Matches(text))
        {
            if (match.Length >= ShortestWord)
            {
                words.Add(match.Value);
            }
        }
    }

    [GeneratedRegex("[0-9]{6}[-+A-Za-z][0-9]{3}[0-9A-Za-z]", RegexOptions.CultureInvariant)]
    private static partial Regex Code();

    [GeneratedRegex(@"\p{L}+", RegexOptions.CultureInvariant)]
    private static partial Regex Word();
}
