using Muutostieto.Deliveries.Tests.Support;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Interface.Tests.Pages;
using Muutostieto.Interface.Tests.Support;
using Muutostieto.Register;

namespace Muutostieto.Deliveries.Tests.Convergence;

/// <summary>
/// The same life by files and by the interface: the same persons and values, field by field; and a recipient of files goes on by the
/// interface from its manifest's key. FsCheck prints the seed of what it finds.
/// </summary>
[Parallelizable(ParallelScope.Self)]
public sealed class FilesAndPagesTests
{
    [SeededProperty(MaxTest = 6, EndSize = 1_000_000)]
    public void Files_and_pages_say_the_same(int seed) => Rounds.Run(seed, Run);

    [TestCase(1)]
    [TestCase(2)]
    public void A_life_by_files_and_by_pages_is_the_same(int seed) => Run(seed);

    private static void Run(int seed)
    {
        var random = new Random(seed);
        using var life = new RandomLife(seed, hasNights: true);
        life.Pass(random.Next(20));
        string[][] areas = [["205", "290"], ["205", "290", "765"], ["765"], ["091", "205", "290", "765"]];
        var area = areas[random.Next(areas.Length)];
        foreach (var right in new[] { NonDisclosureRight.None, NonDisclosureRight.Section37 })
        {
            Run(life, area, right, random);
        }
    }

    private static void Run(RandomLife life, string[] area, NonDisclosureRight right, Random random)
    {
        var common = PageScene.Terms(right, area);
        var scene = new PageScene(life.Register, common);
        var terms = Some.Terms with { Municipalities = area, NonDisclosureRight = right, Formats = ["csv"], Groups = common.Groups };
        using var chain = new Chain(life.Register, terms);
        _ = chain.Base();
        var (pages, movedOver) = (new PageClient(area), new PageClient(area));
        pages.Load(scene.Base(chain.Head), scene.Day);
        movedOver.Load(chain.Recipient.Persons);
        var key = chain.Head;
        AreSame(pages, chain, area, right);
        for (var weeks = random.Next(1, 7); weeks > 0; weeks--)
        {
            life.Pass(random.Next(7));
            _ = chain.Changes(area);
            var moves = random.Next(4) == 0;
            foreach (var client in new[] { pages, movedOver })
            {
                Follow(client, key, chain.Head, scene, random);
                AreSame(client, chain, area, right);
            }

            key = chain.Head;
            if (moves)
            {
                movedOver = new PageClient(area);
                movedOver.Load(chain.Recipient.Persons);
            }
        }
    }

    private static void Follow(PageClient client, JournalKey from, JournalKey to, PageScene scene, Random random)
    {
        for (var isLast = false; !isLast;)
        {
            var (json, page) = scene.Page(from, random.Next(1, 5));
            isLast = client.Apply(json);
            from = page.To;
        }

        Assert.That(from, Is.EqualTo(to), "both channels are as of the same key");
    }

    private static void AreSame(PageClient client, Chain chain, string[] area, NonDisclosureRight right)
    {
        var (byPages, byFiles) = (SharedLines.Of(client.Persons()), SharedLines.Of(chain.Recipient.Residents(area)));
        if (!byPages.SequenceEqual(byFiles))
        {
            Assert.Fail(
                $"right {right}, key {chain.Head}{Environment.NewLine}by files "
                    + $"alone:{SharedLines.Text(byFiles.Except(byPages))}{Environment.NewLine}"
                    + "by pages "
                    + $"alone:{SharedLines.Text(byPages.Except(byFiles))}{Environment.NewLine}pages:{SharedLines.Text(client.Applied)}"
            );
        }
    }
}
