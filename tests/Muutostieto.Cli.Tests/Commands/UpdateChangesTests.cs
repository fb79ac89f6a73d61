using System.Globalization;
using Muutostieto.Cli.Tests.Support;
using Muutostieto.Extracts.Tests.Support;

namespace Muutostieto.Cli.Tests.Commands;

/// <summary>
/// Whatever happens to the persons and whichever results are withdrawn: a first result with the changes after it, row by row, is what a new
/// result of the whole file is. FsCheck prints the seed of what breaks this.
/// </summary>
public sealed class UpdateChangesTests
{
    private const int Persons = 30;

    [SeededProperty(MaxTest = 2)]
    public void The_first_result_and_the_changes_after_it_are_the_newest_whole_result(int seed) =>
        CheckAsync(new Random(seed)).GetAwaiter().GetResult();

    private static async Task CheckAsync(Random random)
    {
        using var updates = new UpdateFolder();
        updates.WritePermit(area: """{ "municipalities": ["205", "290"] }""", kind: "other");
        const string Groups = """ "003", "004", "013", "101" """;
        updates.WriteOrder("muutokset", more: """, "onlyChanges": true""", groups: Groups, purpose: "customer-register-update");
        updates.WriteOrder("kaikki-rivit", groups: Groups, purpose: "customer-register-update");
        var persons = Enumerable.Range(0, Persons).Select(number => new NamedPerson(NamedPerson.Code(number))
        {
            Surname = number % 3 == 0 ? "Kaima" : $"Suku{number}",
            IsProtected = number % 7 == 0,
        }).ToList();
        NamedRegister.Create(updates.Installation, persons);
        var rows = Enumerable.Range(0, Persons).Select(number => number % 2 == 0
            ? $"{number};{NamedPerson.Code(number)};;;"
            : $"{number};;{persons[number].Surname};Aino;15.6.1950");
        var file = updates.Write("rivit.csv", rows);
        var known = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var changed = 0;
        for (var step = 0; step < 6; step++)
        {
            var number = await RunAsync(updates, step == 0 ? ["muutokset", file] : ["muutokset"]);
            if (step is > 0 and < 5 && random.Next(3) == 0)
            {
                var name = string.Create(CultureInfo.InvariantCulture, $"{UpdateFolder.Permit}/extract/{number}");
                (await updates.RunAsync("deliveries", "withdraw", name, "--reason", "koe")).AssertDone();
            }
            else
            {
                foreach (var row in updates.Results(number))
                {
                    known[row["rivi"]] = Text(row);
                    changed += step == 0 ? 0 : 1;
                }

                var whole = await RunAsync(updates, ["kaikki-rivit", file, "--again"]);
                Assert.That(known, Is.EqualTo(updates.Results(whole).ToDictionary(row => row["rivi"], Text)), $"step {step}");
            }

            for (var change = 0; change < 4; change++)
            {
                var who = random.Next(Persons);
                persons[who] = Changed(random, persons[who]);
                NamedRegister.Enter(updates.Installation, (persons[who], who + 1, []));
            }
        }

        Assert.That(changed, Is.GreaterThan(0).And.LessThan(Persons * 4), "some rows have changed, and not all");
    }

    private static string Text(IReadOnlyDictionary<string, string> row) => string.Join(';', row.Select(cell => $"{cell.Key}={cell.Value}"));

    private static NamedPerson Changed(Random random, NamedPerson person) => random.Next(6) switch
    {
        0 => person with { IsProtected = !person.IsProtected },
        1 => person with { Municipality = person.Municipality == "205" ? "091" : "205" },
        2 => person with { Ban = person.Ban is null ? "ASIAKASREKISTERIN_PAIVITYS" : null },
        3 => person with { IsDead = !person.IsDead },
        4 => person with { Surname = person.Surname == "Kaima" ? "Toinen" : "Kaima" },
        _ => person with { FirstNames = person.FirstNames == "Aino" ? "Aino Maria" : "Aino" },
    };

    private static async Task<int> RunAsync(UpdateFolder updates, string[] args) =>
        (await updates.RunAsync(["update", "run", .. args, "--json"])).AssertDone().Json[0].GetProperty("number").GetInt32();
}
