using Muutostieto.Records.State;
using Muutostieto.Register.Tests.Support;

namespace Muutostieto.Register.Tests.Import;

/// <summary>Random lives in random files: the register's non-disclosure of every person equals that of a simple model.</summary>
public sealed class OrderLifeTests
{
    private static readonly string[] Ends = ["20270101", "20280600", "20290000", "20300101", OrderEnd.UntilFurtherNotice, "00000100"];

    [Test]
    public void In_no_life_is_an_order_shorter_than_its_source_and_its_mergers_leave_it([Range(1, 25)] int seed)
    {
        var (random, model) = (new Random(seed), new Model());
        using var scene = new ImportScene();
        for (var file = 0; file < 8; file++)
        {
            scene.Changes([.. Enumerable.Range(0, random.Next(1, 12)).Select(_ => model.Next(random))]);
            foreach (var person in model.Persons)
            {
                Assert.That(
                    Day(scene.OrderOf(person.Code)),
                    Is.EqualTo(Day(person.Order)),
                    $"file {file}, person {model.Persons.IndexOf(person)}");
            }

            using var register = scene.Open();
            Assert.That(register.Feed().HeldStatements, Is.EqualTo(model.Held.Count));
        }

        scene.AssertEntriesSayTheWholeChange();
    }

    private static string? Day(string? end) => end is null ? null : OrderEnd.LastDay(end);

    private sealed class Person(string code)
    {
        public string Code { get; set; } = code;

        public string? Order { get; set; }

        public int Changed { get; set; }
    }

    private sealed class Model
    {
        private int codes;
        private int lines;

        public List<Person> Persons { get; } = [];

        /// <summary>Code, statement and line of what is held.</summary>
        public List<(string Code, char Attribute, string End, int Line)> Held { get; } = [];

        public string Next(Random random)
        {
            lines++;
            return (Persons.Count < 2 ? 0 : random.Next(7)) switch
            {
                0 => Appear(random, Fresh(random)),
                1 => Hold(random),
                2 => ChangeCode(random),
                3 => Merge(random),
                4 => Silent(random),
                _ => State(random),
            };
        }

        private static string End(Random random) => Ends[random.Next(Ends.Length)];

        /// <summary>A code that no person has; often one with a held statement.</summary>
        private string Fresh(Random random) =>
            Held.Count > 0 && random.Next(2) == 0 ? Held[random.Next(Held.Count)].Code : Some.Code(++codes);

        private string? HeldOver(string code, string? order)
        {
            foreach (var (_, attribute, end, _) in Held.Where(held => held.Code == code))
            {
                order = attribute == '4' ? null : end;
            }

            return order;
        }

        private void Release(string code) => Held.RemoveAll(held => held.Code == code);

        private string Appear(Random random, string code)
        {
            var stated = random.Next(2) == 0 ? null : End(random);
            Persons.Add(new Person(code) { Order = OrderEnd.Longest(stated, HeldOver(code, null)), Changed = lines });
            Release(code);
            return stated is null
                ? ImportScene.Person(code, "00311")
                : ImportScene.Person(code, ImportScene.Order(random.Next(2) == 0 ? '0' : '1', stated));
        }

        private string Hold(Random random)
        {
            var (code, attribute, end) = (Fresh(random), "134"[random.Next(3)], End(random));
            Held.Add((code, attribute, end, lines));
            return ImportScene.Change(code, ImportScene.Order(attribute, end));
        }

        private string ChangeCode(Random random)
        {
            var (person, code) = (Persons[random.Next(Persons.Count)], Fresh(random));
            var held = Held.Where(one => one.Code == code).ToList();
            person.Order =
                held.Count > 0 && held.All(one => one.Line > person.Changed)
                    ? HeldOver(code, person.Order)
                    : OrderEnd.Longest(person.Order, HeldOver(code, null));
            Release(code);
            var line = ImportScene.Change(person.Code, ImportScene.Code('1', code, '1'), ImportScene.Code('3', person.Code, '2'));
            (person.Code, person.Changed) = (code, lines);
            return line;
        }

        private string Merge(Random random)
        {
            var (stays, goes) = (Persons[random.Next(Persons.Count)], Persons[random.Next(Persons.Count)]);
            if (stays == goes)
            {
                return Silent(random);
            }

            var end = End(random);
            var attribute = "0134 "[random.Next(5)];
            stays.Order = OrderEnd.Longest(stays.Order, goes.Order);
            if (attribute is '0' or '1' or '3')
            {
                stays.Order = OrderEnd.Longest(stays.Order, end);
            }

            stays.Changed = lines;
            Persons.Remove(goes);
            string[] groups =
            [
                ImportScene.Code('0', stays.Code, '1'),
                ImportScene.Code('3', goes.Code, '2'),
                .. attribute == ' ' ? Array.Empty<string>() : [ImportScene.Order(attribute, end)],
            ];
            return random.Next(2) == 0
                ? ImportScene.Change(stays.Code, groups)
                : ImportScene.Person(stays.Code, [.. groups, ImportScene.Code('1', stays.Code, '1')]);
        }

        private string Silent(Random random)
        {
            var person = Persons[random.Next(Persons.Count)];
            person.Changed = lines;
            return random.Next(2) == 0 ? ImportScene.Person(person.Code, "00312") : ImportScene.Change(person.Code, "00332");
        }

        private string State(Random random)
        {
            var (person, attribute, end) = (Persons[random.Next(Persons.Count)], "134"[random.Next(3)], End(random));
            (person.Order, person.Changed) = (attribute == '4' ? null : end, lines);
            return ImportScene.Change(person.Code, ImportScene.Order(attribute, end));
        }
    }
}
