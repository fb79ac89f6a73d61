using System.Text;
using System.Text.Json;
using Muutostieto.Records.Dates;
using Muutostieto.Records.Identity;
using Muutostieto.Records.Names;

namespace Muutostieto.Register;

/// <summary>
/// What a person can be searched by when there is no identity code, as a document says it. The names are as they are written; a person
/// without a group has none of its names. Former ones are those of the groups 005 and 423 whose kind (nimilaji) says so: given up, of the
/// time before marriage, or corrected.
/// </summary>
public sealed record PersonNames
{
    /// <summary>
    /// The day of birth: by group 901, without a date there by the identity code. Null when group 901 has a date of which a part is not
    /// known, or when neither says anything.
    /// </summary>
    public DateOnly? Born { get; private init; }

    /// <summary>Group 004, <c>sukunimi</c>; empty for none.</summary>
    public string Surname { get; private init; } = "";

    /// <summary>Group 004, <c>etunimet</c>: all first names with blanks between; empty for none.</summary>
    public string FirstNames { get; private init; } = "";

    /// <summary>The names used (kind 04 without an end).</summary>
    public IReadOnlyList<string> CallNames { get; private init; } = [];

    /// <summary>Kinds 05, 07 and 10, and 01 where it differs from the name of group 004.</summary>
    public IReadOnlyList<string> FormerSurnames { get; private init; } = [];

    /// <summary>Kinds 06 and 11, and 02 where it differs from the names of group 004.</summary>
    public IReadOnlyList<string> FormerFirstNames { get; private init; } = [];

    /// <summary>Kinds 09 and 13, and 04 that has ended.</summary>
    public IReadOnlyList<string> FormerCallNames { get; private init; } = [];

    private static PersonNames Unknown { get; } = new();

    /// <summary>Of one version of a person. A document that is no JSON has no names: its reader reports it.</summary>
    public static PersonNames Of(PersonVersion person)
    {
        ArgumentNullException.ThrowIfNull(person);
        return Of(Encoding.UTF8.GetBytes(person.IdentityCode), person.Document.Span);
    }

    internal static PersonNames Of(ReadOnlySpan<byte> identityCode, ReadOnlySpan<byte> document)
    {
        try
        {
            return new Reading().Read(document, identityCode);
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            return Unknown;
        }
    }

    /// <summary>Whether the person has or had a surname, compared without diacritics, and was born on a day.</summary>
    internal bool IsNamed(string foldedSurname, DateOnly born) =>
        Born == born && FormerSurnames.Prepend(Surname).Any(name => NameForm.Folded(name) == foldedSurname);

    /// <summary>By which keys the person is found (<see cref="NameKey"/>), each once.</summary>
    internal IEnumerable<long> Keys() => Born is { } born
        ? FormerSurnames.Prepend(Surname).Select(name => NameForm.Folded(name)).Where(name => name.Length > 0)
            .Select(name => NameKey.Of(name, born)).Distinct()
        : [];

    /// <summary>One pass over a document.</summary>
    private sealed class Reading
    {
        private List<string>? callNames;
        private List<string>? formerSurnames;
        private List<string>? formerFirstNames;
        private List<string>? formerCallNames;
        private string? surname;
        private string? firstNames;
        private string? birthDay;

        internal PersonNames Read(ReadOnlySpan<byte> document, ReadOnlySpan<byte> identityCode)
        {
            // Looked for by the bytes with which the register's writers begin a group, which cannot be inside a JSON text.
            if (document.Count("\"ryhma\""u8) == document.Count("{\"ryhma\":\""u8))
            {
                Groups(document, "{\"ryhma\":\"004\""u8);
                Groups(document, "{\"ryhma\":\"005\""u8);
                Groups(document, "{\"ryhma\":\"423\""u8);
                Groups(document, "{\"ryhma\":\"901\""u8);
            }
            else
            {
                Groups(document);
            }

            return new PersonNames
            {
                Born = Day(identityCode),
                Surname = surname ?? "",
                FirstNames = firstNames ?? "",
                CallNames = callNames ?? [],
                FormerSurnames = Others(formerSurnames, surname),
                FormerFirstNames = Others(formerFirstNames, firstNames),
                FormerCallNames = formerCallNames ?? [],
            };
        }

        private void Groups(ReadOnlySpan<byte> document, ReadOnlySpan<byte> start)
        {
            for (var from = 0; document[from..].IndexOf(start) is var found and >= 0; from += found + start.Length)
            {
                var reader = new Utf8JsonReader(document[(from + found)..]);
                _ = reader.Read() && reader.Read() && reader.Read();
                Group(ref reader);
            }
        }

        private void Groups(ReadOnlySpan<byte> document)
        {
            var reader = new Utf8JsonReader(document);
            while (reader.Read())
            {
                if (reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals("ryhma"u8) && reader.Read())
                {
                    Group(ref reader);
                }
            }
        }

        private void Group(ref Utf8JsonReader reader)
        {
            if (reader.ValueTextEquals("004"u8))
            {
                Name(ref reader);
            }
            else if (reader.ValueTextEquals("005"u8) || reader.ValueTextEquals("423"u8))
            {
                KindOfName(ref reader);
            }
            else if (reader.ValueTextEquals("901"u8))
            {
                birthDay ??= Fields(ref reader, "syntymapv").First;
            }
        }

        private void Name(ref Utf8JsonReader reader)
        {
            var (first, second, _) = Fields(ref reader, "sukunimi", "etunimet");
            if (surname is null)
            {
                (surname, firstNames) = (first, second);
            }
        }

        private void KindOfName(ref Utf8JsonReader reader)
        {
            var (name, kind, end) = Fields(ref reader, "nimi", "nimilaji", "loppupv");
            if (name.Length == 0)
            {
                return;
            }

            var names = kind switch
            {
                "01" or "05" or "07" or "10" => formerSurnames ??= [],
                "02" or "06" or "11" => formerFirstNames ??= [],
                "04" when !PartialDate.TryParse(end, out var day) || day.Latest is null => callNames ??= [],
                "04" or "09" or "13" => formerCallNames ??= [],
                _ => null,
            };
            names?.Add(name);
        }

        private static List<string> Others(List<string>? names, string? current)
        {
            _ = names?.RemoveAll(name => name == current);
            return names ?? [];
        }

        private DateOnly? Day(ReadOnlySpan<byte> identityCode) =>
            PartialDate.TryParse(birthDay, out var day) && day.Earliest is not null ? day.Day
            : PersonalIdentityCode.TryParse(identityCode, out var code) ? code.BirthDate
            : null;

        /// <summary>Fields of the group whose code has just been read; empty where it does not have them.</summary>
        private static (string First, string Second, string Third) Fields(
            ref Utf8JsonReader reader, string first, string second = "", string third = "")
        {
            var (one, two, three) = ("", "", "");
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var isFirst = reader.ValueTextEquals(first);
                var isSecond = second.Length > 0 && reader.ValueTextEquals(second);
                var isThird = third.Length > 0 && reader.ValueTextEquals(third);
                _ = reader.Read();
                if (reader.TokenType != JsonTokenType.String)
                {
                    reader.Skip();
                }
                else if (isFirst)
                {
                    one = reader.GetString()!;
                }
                else if (isSecond)
                {
                    two = reader.GetString()!;
                }
                else if (isThird)
                {
                    three = reader.GetString()!;
                }
            }

            return (one, two, three);
        }
    }
}
