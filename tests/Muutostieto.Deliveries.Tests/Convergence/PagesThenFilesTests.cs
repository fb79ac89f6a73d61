using Muutostieto.Deliveries.Tests.Support;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Interface.Tests.Pages;
using Muutostieto.Interface.Tests.Support;
using Muutostieto.Records.Model;
using Muutostieto.Records.State;
using Muutostieto.Register;

namespace Muutostieto.Deliveries.Tests.Convergence;

/// <summary>
/// A client of the interface that has pages up to any key goes on by change files from there: after each it has what a base and its changes
/// would have given it, as <see cref="Chain"/> compares.
/// </summary>
[Parallelizable(ParallelScope.Self)]
public sealed class PagesThenFilesTests
{
    [SeededProperty(MaxTest = 6, EndSize = 1_000_000)]
    public void A_client_of_an_area_goes_on_by_files(int seed) => Rounds.Run(seed, RunArea);

    [SeededProperty(MaxTest = 6, EndSize = 1_000_000)]
    public void A_client_of_a_list_goes_on_by_files(int seed) => Rounds.Run(seed, RunList);

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(57091)]
    [TestCase(116467)]
    [TestCase(8671305)]
    [TestCase(8924713)]
    [TestCase(10278862)]
    public void A_life_of_an_area_by_pages_and_then_by_files_converges(int seed) => RunArea(seed);

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(143651)]
    [TestCase(8639629)]
    [TestCase(8766333)]
    [TestCase(8853442)]
    [TestCase(-829085)]
    public void A_life_of_a_list_by_pages_and_then_by_files_converges(int seed) => RunList(seed);

    private static void RunArea(int seed)
    {
        var random = new Random(seed);
        using var life = new RandomLife(seed, hasNights: true);
        life.Pass(random.Next(20));
        string[][] areas = [["205", "290"], ["205", "290", "765"], ["765"], ["091", "205", "290", "765"]];
        var area = areas[random.Next(areas.Length)];
        foreach (var right in new[] { NonDisclosureRight.None, NonDisclosureRight.Section37 })
        {
            var (scene, key) = (new PageScene(life.Register, PageScene.Terms(right, area)), Load(life, random));
            var client = new PageClient(area);
            client.Load(scene.Base(key), scene.Day);
            for (var changes = random.Next(1, 4); changes > 0; changes--)
            {
                key = Follow(client, key, life, scene, random, () => null);
                using var chain = NewChain(life, right, area);
                var known = Living(client, area);
                if (random.Next(2) == 0)
                {
                    Learn(known, life, scene, area, random);
                }

                chain.BeginAt(key, GoOver(known), BothChannels.Shared);
                GoOn(chain, life, area, random);
            }
        }
    }

    private static void RunList(int seed)
    {
        var random = new Random(seed);
        using var life = new RandomLife(seed, hasNights: true);
        life.Pass(random.Next(20));
        foreach (var right in Enum.GetValues<NonDisclosureRight>())
        {
            var (scene, key) = (new PageScene(life.Register, PageScene.Terms(right)), Load(life, random));
            var codes = life.Register.Persons
                .Where(_ => random.Next(3) > 0)
                .Select(person => life.Register.Reader.At(person, key))
                .Where(person => person is { MergedInto: null })
                .Select(person => person!.IdentityCode)
                .ToHashSet();
            var client = new PageClient(null);
            client.Load(scene.Base(key, codes), scene.Day);
            key = Follow(client, key, life, scene, random, () =>
            {
                codes.UnionWith(client.Codes);
                return codes;
            });
            codes.UnionWith(client.Codes);
            using var chain = NewChain(life, right, []);

            // Who is on the list that it sends: those whose codes it asked by, also who was hidden from it. A code of several persons is
            // refused there.
            var persons = codes
                .Select(code => life.Register.Reader.FindAll(code, key))
                .Where(named => named.Count == 1)
                .Select(named => named[0].PersonId)
                .Distinct();
            chain.BeginAt(key, GoOver(client.States), SharedOfList, [.. persons]);
            GoOn(chain, life, [], random);
        }
    }

    /// <summary>The key of a first load.</summary>
    private static JournalKey Load(RandomLife life, Random random)
    {
        _ = life.Register.Night();
        return random.Next(2) == 0 ? life.Register.Now : new JournalKey(random.Next(1, (int)life.Register.Now.Value + 1));
    }

    private static Chain NewChain(RandomLife life, NonDisclosureRight right, string[] area) =>
        new(life.Register, Some.Terms with
        {
            IsList = area.Length == 0,
            Municipalities = area,
            NonDisclosureRight = right,
            Formats = ["csv"],
            Groups = PageScene.Terms(right, area).Groups,
        });

    /// <summary>Pages to any key, while life goes on.</summary>
    /// <returns>The key of the last page.</returns>
    private static JournalKey Follow(
        PageClient client, JournalKey key, RandomLife life, PageScene scene, Random random, Func<IEnumerable<string>?> codes)
    {
        for (var weeks = random.Next(3); weeks > 0; weeks--)
        {
            life.Pass(random.Next(7));
            _ = life.Register.Night();
            for (var pages = random.Next(5); pages > 0; pages--)
            {
                var (json, page) = scene.Page(key, random.Next(1, 5), codes());
                key = page.To;
                if (client.Apply(json))
                {
                    break;
                }
            }
        }

        return key;
    }

    /// <summary>What a base as of the key would have: who has died by then is in no file again.</summary>
    private static Dictionary<string, PersonState> Living(PageClient client, string[] area) =>
        client.States.Where(person => person.Value.IsAlive && area.Contains(person.Value.Municipality)).ToDictionary();

    /// <summary>Base data carry no key: persons that the client asks for later than its key are newer than that.</summary>
    private static void Learn(Dictionary<string, PersonState> known, RandomLife life, PageScene scene, string[] area, Random random)
    {
        life.Pass(random.Next(4));
        _ = life.Register.Night();
        var later = new PageClient(area);
        later.Load(scene.Base(life.Register.Now), scene.Day);
        foreach (var (code, state) in later.States.Where(_ => random.Next(2) == 0))
        {
            _ = known.TryAdd(code, state);
        }
    }

    /// <summary>As the guide says: an e-mail address without a kind has the kind 99 in files, which say by both which one they
    /// mean.</summary>
    private static Dictionary<string, PersonState> GoOver(IReadOnlyDictionary<string, PersonState> known)
    {
        var over = new Dictionary<string, PersonState>();
        foreach (var (code, state) in known)
        {
            var groups = new Record();
            groups.CopyFrom(state.Groups);
            for (var group = 0; group < groups.GroupCount; group++)
            {
                if (groups.Spec(group).Code == "421" && groups.Text(group, "laji").Length == 0)
                {
                    groups.Set(group, "laji", "99");
                }
            }

            over.Add(code, new PersonState(groups));
        }

        return over;
    }

    /// <summary>A client with a list may know more codes of a person than base data say: by which it knew one registered twice.</summary>
    private static string? SharedOfList(string group) =>
        group.StartsWith("0011", StringComparison.Ordinal) && group.EndsWith("|2", StringComparison.Ordinal)
            ? null
            : BothChannels.Shared(group);

    private static void GoOn(Chain chain, RandomLife life, string[] area, Random random)
    {
        for (var weeks = random.Next(1, 5); weeks > 0; weeks--)
        {
            life.Pass(random.Next(7));
            _ = chain.Changes(area);
        }
    }
}
