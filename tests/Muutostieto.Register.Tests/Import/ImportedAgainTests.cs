using System.Text;
using Muutostieto.Records;
using Muutostieto.Register.Import;
using Muutostieto.Register.Sqlite;
using Muutostieto.Register.Tests.Support;

namespace Muutostieto.Register.Tests.Import;

/// <summary>
/// Whether a change file is one that has been imported: content and running number together. What is none at all, or comes too late, is no
/// word of the feed.
/// </summary>
public sealed class ImportedAgainTests
{
    private const string Base = "38950_PT261101KAIREK_001.PTT";
    private const string First = "38950_20261102KAIREK_001.MTT";
    private const string Second = "38950_20261103KAIREK_002.MTT";
    private const string Third = "38950_20261104KAIREK_003.MTT";
    private TemporaryFolder folder = null!;

    [SetUp]
    public void SetUp()
    {
        folder = new TemporaryFolder();
        using var loader = SqliteRegister.Create(folder.File("register.db"), Some.Origin, Some.Clock);
        loader.Complete();
        _ = Import(Base, Line("XXX", '1', "00311"));
    }

    [TearDown]
    public void TearDown() => folder.Dispose();

    [Test]
    public void A_new_number_with_the_bytes_of_an_earlier_file_is_the_sources_word()
    {
        _ = Import(First, Order('1'));
        _ = Import(Second, Order('4'));
        Assert.That(IsProtected, Is.False);
        var result = Import(Third, Order('1'));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(IsProtected, Is.True);
            Assert.That((result.Changed, result.IsFresh, Feed.MissingFiles), Is.EqualTo((1L, true, 0L)));
        }
    }

    [Test]
    public void A_missing_number_with_the_bytes_of_an_earlier_file_fills_the_gap()
    {
        _ = Import(First, Order('1'));
        _ = Import(Third, Order('4'));
        _ = Import(Second, Order('1'));
        Assert.That((IsProtected, Feed.MissingFiles), Is.EqualTo((true, 0L)));
    }

    [Test]
    public void The_same_file_again_is_passed_over()
    {
        _ = Import(First, Order('1'));
        _ = Import(Second, Order('4'));
        var again = Import(First, Order('1'));
        Assert.That((again.Changed, again.IsFresh, IsProtected), Is.EqualTo((0L, false, false)));
    }

    [Test]
    public void A_known_number_with_other_content_is_refused()
    {
        _ = Import(First, Order('1'));
        _ = Import(Second, Order('4'));
        var before = Feed;
        var failure = Assert.Throws<MuutostietoException>(() => Import(First, Order('1') + "\r\n"))!;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(failure.Message, Does.Contain(First).And.Contain("other content").And.Contain("new base"));
            Assert.That((IsProtected, Feed), Is.EqualTo((false, before)));
        }
    }

    [Test]
    public void A_file_without_a_number_is_judged_by_its_content([Values("muutokset.MTT", "lisaa.MTT")] string name)
    {
        _ = Import("muutokset.MTT", Order('1'));
        _ = Import(Second, Order('4'));
        Assert.That(Import(name, Order('1')).IsFresh, Is.False);
    }

    [TestCase("")]
    [TestCase("\r\n")]
    [TestCase("\n\n\r\n")]
    public void A_file_of_nothing_was_cut_on_its_way(string content)
    {
        _ = Import(First, Order('1'));
        var before = Feed;
        foreach (var name in new[] { Second, "muutokset.MTT", "38950_PT261105KAIREK_002.PTT", "perus.PTT" })
        {
            var failure = Assert.Throws<MuutostietoException>(() => Import(name, content), name)!;
            Assert.That(failure.Message, Does.Contain(name).And.Contain("cut on its way"));
        }

        Assert.That(Feed, Is.EqualTo(before));
    }

    private bool IsProtected
    {
        get
        {
            using var register = SqliteRegister.OpenRead(folder.File("register.db"));
            return register.Find(Some.Code(1), register.LatestKey())!.NonDisclosureEnd is not null;
        }
    }

    private RegisterFeed Feed
    {
        get
        {
            using var register = SqliteRegister.OpenRead(folder.File("register.db"));
            return register.Feed();
        }
    }

    private static string Order(char attribute) => Line("XCG", '0', $"015{attribute}20290101");

    private static string Line(string kind, char type, string group) => $"{Some.Code(1)}{kind}20261101{type}101|{group}|\r\n";

    private ImportResult Import(string name, string content)
    {
        File.WriteAllText(folder.File(name), content, Encoding.Latin1);
        using var writer = SqliteRegister.OpenWrite(folder.File("register.db"));
        return new RegisterImport(Layouts.Catalog, clock: Some.Clock).Run(writer, [folder.File(name)]);
    }
}
