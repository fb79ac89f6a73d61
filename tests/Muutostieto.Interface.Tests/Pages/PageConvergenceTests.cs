using Muutostieto.Deliveries.Tests.Convergence;
using Muutostieto.Deliveries.Tests.Support;
using Muutostieto.Disclosure;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Interface.Tests.Support;
using Muutostieto.Register;

namespace Muutostieto.Interface.Tests.Pages;

/// <summary>
/// Pages applied are the base data at the last key: for any life, any key to start from, any size of pages and any right, while entries go
/// on; and nothing that an order protects is in any answer. FsCheck prints the seed of what it finds. Twelve lives of each kind a run; the
/// long searches are made with <c>MUUTOSTIETO_ROUNDS</c>.
/// </summary>
[Parallelizable(ParallelScope.Self)]
public sealed class PageConvergenceTests
{
    private const int SomeWeeks = 0;

    [SeededProperty(MaxTest = 12, EndSize = 1_000_000)]
    public void A_client_of_an_area_has_what_base_data_say(int seed) => Rounds.Run(seed, one => RunArea(one, SomeWeeks));

    [SeededProperty(MaxTest = 12, EndSize = 1_000_000)]
    public void A_client_of_an_area_whose_answers_come_from_copies_that_lag_has_what_base_data_say(int seed) =>
        Rounds.Run(seed, one => RunArea(one, SomeWeeks, hasCopies: true));

    [TestCase(1, 30)]
    [TestCase(7, 30)]
    [TestCase(440572, SomeWeeks)]
    [TestCase(-134704, SomeWeeks)]
    public void A_long_life_of_an_area_converges(int seed, int weeks) => RunArea(seed, weeks);

    [SeededProperty(MaxTest = 12, EndSize = 1_000_000)]
    public void A_client_of_a_list_has_what_base_data_say(int seed) => Rounds.Run(seed, one => RunList(one, SomeWeeks));

    [SeededProperty(MaxTest = 12, EndSize = 1_000_000)]
    public void A_client_of_a_list_whose_answers_come_from_copies_that_lag_has_what_base_data_say(int seed) =>
        Rounds.Run(seed, one => RunList(one, SomeWeeks, hasCopies: true));

    [TestCase(1, 20)]
    [TestCase(7, 20)]
    [TestCase(32340, SomeWeeks)]
    [TestCase(-170673, SomeWeeks)]
    [TestCase(-43239, SomeWeeks)]
    [TestCase(-381745, SomeWeeks)]
    [TestCase(38934, SomeWeeks)]
    [TestCase(214490, SomeWeeks)]
    public void A_long_life_of_a_list_converges(int seed, int weeks) => RunList(seed, weeks);

    private static void RunArea(int seed, int weeks, bool hasCopies = false)
    {
        weeks = weeks == SomeWeeks ? new Random(seed).Next(1, 9) : weeks;
        var random = new Random(seed);
        using var life = new RandomLife(seed, hasNights: true);
        life.Pass(random.Next(20));
        string[][] areas = [["205", "290"], ["205", "290", "765"], ["765"], ["091", "205", "290", "765"]];
        var area = areas[random.Next(areas.Length)];
        foreach (var right in new[] { NonDisclosureRight.None, NonDisclosureRight.Section37 })
        {
            RunArea(life, PageScene.Terms(right, area), area, random, weeks, hasCopies);
        }
    }

    private static void RunArea(RandomLife life, DisclosureTerms terms, string[] area, Random random, int weeks, bool hasCopies)
    {
        using var copies = hasCopies ? new LifeCopies(life.Register, random) : null;
        var scene = new PageScene(life.Register, terms) { Copies = copies };
        _ = life.Register.Night();

        // One client loads now, another starts from a key of the past.
        var now = life.Register.Now;
        var clients = new[] { now, new JournalKey(random.Next(1, (int)now.Value + 1)) }
            .Select(key => (Client: new PageClient(area), Key: key)).ToArray();
        foreach (var (client, key) in clients)
        {
            client.Load(scene.Base(key), scene.Day);
        }

        for (; weeks > 0; weeks--)
        {
            Pass(life, random.Next(7), copies, random);
            for (var which = 0; which < clients.Length; which++)
            {
                var (client, key) = clients[which];
                while (true)
                {
                    _ = life.Register.Night();
                    var (json, page) = scene.Page(key, random.Next(1, 5));
                    var isLast = client.Apply(json);
                    key = page.To;
                    if (isLast)
                    {
                        break;
                    }

                    Pass(life, random.Next(6) == 0 ? 1 : 0, copies, random);
                }

                clients[which] = (client, key);
                var fresh = new PageClient(area);
                fresh.Load(scene.Base(key), scene.Day);
                AreSame(client, fresh, $"right {terms.NonDisclosureRight}, client {which}, key {key}");
            }
        }
    }

    private static void RunList(int seed, int weeks, bool hasCopies = false)
    {
        weeks = weeks == SomeWeeks ? new Random(seed).Next(1, 9) : weeks;
        var random = new Random(seed);
        using var life = new RandomLife(seed, hasNights: true);
        life.Pass(random.Next(20));
        foreach (var right in Enum.GetValues<NonDisclosureRight>())
        {
            using var copies = hasCopies ? new LifeCopies(life.Register, random) : null;
            var scene = new PageScene(life.Register, PageScene.Terms(right)) { Copies = copies };
            _ = life.Register.Night();
            var key = life.Register.Now;
            var codes = Codes(life, random);
            var client = new PageClient(null);
            client.Load(scene.Base(key, codes), scene.Day);
            for (var left = weeks; left > 0; left--)
            {
                Pass(life, random.Next(7), copies, random);
                while (true)
                {
                    _ = life.Register.Night();
                    codes.UnionWith(client.Codes);
                    var (json, page) = scene.Page(key, random.Next(1, 5), codes);
                    var isLast = client.Apply(json);
                    key = page.To;
                    if (isLast)
                    {
                        break;
                    }
                }

                codes.UnionWith(client.Codes);
                var fresh = new PageClient(null);
                fresh.Load(scene.Base(key, codes), scene.Day);
                AreSame(client, fresh, $"right {right}, key {key}");
            }
        }
    }

    /// <summary>Lets time pass; of its days some are those at which a copy stays.</summary>
    private static void Pass(RandomLife life, int days, LifeCopies? copies, Random random)
    {
        if (copies is null)
        {
            life.Pass(days);
            return;
        }

        for (; days > 0; days--)
        {
            life.Pass(1);
            if (random.Next(3) == 0)
            {
                copies.Take();
            }
        }
    }

    private static HashSet<string> Codes(RandomLife life, Random random) =>
        [
            .. life.Register.Persons
                .Where(_ => random.Next(3) > 0)
                .Select(person => life.Register.Reader.At(person, life.Register.Now)!)
                .Where(person => person.MergedInto is null)
                .Select(person => person.IdentityCode),
        ];

    private static void AreSame(PageClient client, PageClient fresh, string which)
    {
        // A client may know more codes of a person than the person's groups have: by which it knew one registered twice.
        var (has, should) = (Lines(client).Where(IsNoFormerCode).ToList(), Lines(fresh).Where(IsNoFormerCode).ToList());
        if (!has.SequenceEqual(should))
        {
            Assert.Fail(
                $"{which}{Environment.NewLine}missing:{Text(should.Except(has))}{Environment.NewLine}too much:{Text(has.Except(should))}"
                    + $"{Environment.NewLine}pages:{Text(client.Applied)}");
        }
    }

    private static bool IsNoFormerCode(string line) =>
        !(line[12..].StartsWith("0011", StringComparison.Ordinal) && line.EndsWith("|2", StringComparison.Ordinal));

    private static string Text(IEnumerable<string> lines) => string.Concat(lines.Select(line => $"{Environment.NewLine}  {line}"));

    private static string[] Lines(PageClient client) =>
        [.. client.Persons().SelectMany(person => person.Value.Select(group => $"{person.Key} {group}"))];
}
