using System.Text.Json;
using Muutostieto.Register.Tests.Support;

namespace Muutostieto.Register.Tests;

public abstract partial class RegisterConformanceTests
{
    private static readonly string[] Surnames = ["Mäki", "Maki", "André", "Andre", "von Wright", "Maija-Liisa", ""];
    private static readonly string[] Days = ["19900101", "19900102", "19900100", ""];

    [SeededProperty(MaxTest = 20)]
    public void Persons_are_found_by_the_surnames_and_the_day_that_their_documents_say_as_of_every_key(int seed)
    {
        StartAfresh();
        var random = new Random(seed);
        var model = new Model();
        NewVersion[] first = [.. Enumerable.Range(1, 15).Select(number => Named(random, number))];
        Load(first);
        for (var at = 0; at < first.Length; at++)
        {
            model.Set(at + 1, new JournalKey(1), first[at]);
        }

        using (var writer = OpenWrite())
        {
            for (var number = 20; number < 50; number++)
            {
                Append(writer, number);
            }
        }

        using var register = OpenRead();
        for (var key = JournalKey.BeforeEverything; key <= register.LatestKey(); key = key.Next)
        {
            var persons = model.Persons.Select(person => model.At(person, key)).OfType<PersonVersion>()
                .OrderBy(person => person.PersonId).ToList();
            foreach (var (surname, other) in Surnames.Select(Written))
            {
                foreach (var day in new[] { new DateOnly(1990, 1, 1), new DateOnly(1990, 1, 2), new DateOnly(1990, 1, 3) })
                {
                    Assert.That(
                        register.FindNamed(other, day, key).Select(Model.Say),
                        Is.EqualTo(persons.Where(person => IsFound(person, surname, day)).Select(Model.Say)),
                        $"{other} {day:O} as of {key}");
                }
            }
        }

        void Append(IRegisterWriter writer, int number)
        {
            using var transaction = writer.Begin();
            var before = random.Next(4) == 0 ? null : transaction.Current(1 + random.Next(15));
            var merged = random.Next(6) == 0 ? transaction.Current(1 + random.Next(15)) : null;
            before = before is { MergedInto: not null } ? null : before;
            var version = Named(random, number) with
            {
                PersonId = before?.PersonId,
                IdentityCode = before?.IdentityCode ?? Some.Code(number),
                MergedPersons = merged is { MergedInto: null } && merged.PersonId != before?.PersonId ? [merged.PersonId] : [],
            };
            var entry = transaction.Append(Some.Entry(version));
            if (random.Next(6) == 0)
            {
                return;
            }

            transaction.Commit();
            model.Set(entry.PersonId, entry.Key, version);
        }
    }

    /// <summary>A name as the model has it, and in the way in which it is asked for.</summary>
    private static (string Name, string Written) Written(string name) => name switch
    {
        "André" => ("Andre", "ANDRE\u0301"),
        "Maija-Liisa" => ("Maija-Liisa", "maija liisa"),
        _ => (name, name.ToUpperInvariant()),
    };

    private static bool IsFound(PersonVersion person, string surname, DateOnly born)
    {
        if (person.MergedInto is not null || surname.Length == 0)
        {
            return false;
        }

        using var document = JsonDocument.Parse(person.Document);
        var groups = document.RootElement.GetProperty("ryhmat").EnumerateArray().ToList();
        var day = groups.Where(Is("901")).Select(group => group.GetProperty("syntymapv").GetString()).SingleOrDefault();
        var ofCode = "19" + person.IdentityCode[4..6] + person.IdentityCode[2..4] + person.IdentityCode[..2];
        return (day ?? ofCode) == born.ToString("yyyyMMdd", null)
            && (groups.Where(Is("004")).Any(group => Fold(group.GetProperty("sukunimi").GetString()) == surname)
                || groups.Where(Is("005")).Any(group => group.GetProperty("nimilaji").GetString() == "05"
                    && Fold(group.GetProperty("nimi").GetString()) == surname));

        Func<JsonElement, bool> Is(string code) => group => group.GetProperty("ryhma").GetString() == code;

        string? Fold(string? name) => name == "André" ? "Andre" : name;
    }

    /// <summary>The sign of the code is one of the 1900s where only the code has the day.</summary>
    private static NewVersion Named(Random random, int number)
    {
        var document = new NamedDocument(
            Surnames[random.Next(Surnames.Length)], "Aino", number % 3 == 0 ? Days[random.Next(4)] : Days[random.Next(3)])
        {
            Others =
            [
                .. Enumerable.Range(0, random.Next(3))
                    .Select(_ => ("005", Surnames[random.Next(6)], random.Next(4) == 0 ? "06" : "05", "")),
            ],
        };
        return Some.Person(number) with
        {
            Alive = random.Next(5) > 0,
            NonDisclosureEnd = random.Next(5) == 0 ? "99990000" : null,
            Document = document.Json(Some.Code(number)),
        };
    }
}
