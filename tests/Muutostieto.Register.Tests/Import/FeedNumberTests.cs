using System.Text;
using Muutostieto.Register.Import;
using Muutostieto.Register.Sqlite;
using Muutostieto.Register.Tests.Support;

namespace Muutostieto.Register.Tests.Import;

/// <summary>Change files of a feed carry running numbers: one that is missing between two is noticed.</summary>
public sealed class FeedNumberTests
{
    private TemporaryFolder folder = null!;
    private int lines;

    [SetUp]
    public void SetUp()
    {
        folder = new TemporaryFolder();
        using var loader = SqliteRegister.Create(folder.File("register.db"), Some.Origin, Some.Clock);
        loader.Complete();
    }

    [TearDown]
    public void TearDown() => folder.Dispose();

    [Test]
    public void A_gap_lasts_until_the_file_or_a_base_comes()
    {
        Assert.That(Import("38950_PT261101KAIREK_001.PTT", "38950_20261102KAIREK_001.MTT", "38950_20261103KAIREK_002.MTT"), Is.Zero);
        Assert.That(Import("38950_20261106KAIREK_005.mtt"), Is.EqualTo(2));
        Assert.That(Import("38950_20261106KAIREK_003.MTT"), Is.EqualTo(1));
        Assert.That(Import("12345_PT261107OPHREK_009.PTT"), Is.EqualTo(1), "another series");
        Assert.That(Import("38950_PT261107KAIREK_002.PTT"), Is.Zero);
        Assert.That(Import("38950_20261108KAIREK_006.MTT"), Is.Zero);
    }

    [TestCase("changes_003.MTT", "changes_007.MTT")]
    [TestCase("1.MTT", "3.MTT")]
    [TestCase("38950_20261102KAIREK_001.MTT", "38950_20261103OPHREK_007.MTT")]
    public void Names_that_are_not_of_one_series_have_no_gap(string first, string second) =>
        Assert.That((Import(first), Import(second)), Is.EqualTo((0L, 0L)));

    [Test]
    public void After_the_highest_number_the_first_one_follows_and_a_gap_across_that_is_a_gap()
    {
        Assert.That(Import("38950_20261102KAIREK_999.MTT"), Is.Zero);
        Assert.That(Import("38950_20261103KAIREK_001.MTT"), Is.Zero);
        Assert.That(Import("38950_20261106KAIREK_003.MTT"), Is.EqualTo(1));
    }

    [Test]
    public void Numbers_that_start_over_may_hide_files()
    {
        Assert.That(Import("38950_20261102KAIREK_998.MTT"), Is.Zero);
        Assert.That(Import("38950_20261103KAIREK_003.MTT"), Is.EqualTo(3), "999, 1 and 2");
        Assert.That(Import("38950_20261104KAIREK_002.MTT"), Is.EqualTo(2));
    }

    [Test]
    public void Numbers_that_start_over_early_are_watched_from_there()
    {
        Assert.That(Import("38950_20261102KAIREK_365.MTT"), Is.Zero);
        Assert.That(Import("38950_20270103KAIREK_001.MTT"), Is.EqualTo(1), "366");
        Assert.That(Import("38950_20270106KAIREK_004.MTT"), Is.EqualTo(3));
    }

    private long Import(params string[] names)
    {
        foreach (var name in names)
        {
            File.WriteAllText(
                folder.File(name),
                $"{Some.Code(1)}XXX202611011101|{(++lines % 2 == 0 ? "00311" : "00312")}|\r\n",
                Encoding.Latin1);
        }

        using var writer = SqliteRegister.OpenWrite(folder.File("register.db"));
        foreach (var name in names)
        {
            File.AppendAllText(folder.File(name), $"{Some.Code(10 + lines++)}XXX202611011101|00311|\r\n", Encoding.Latin1);
        }

        _ = new RegisterImport(Layouts.Catalog, clock: Some.Clock).Run(writer, [.. names.Select(folder.File)]);
        using var register = SqliteRegister.OpenRead(folder.File("register.db"));
        return register.Feed().MissingFiles;
    }
}
