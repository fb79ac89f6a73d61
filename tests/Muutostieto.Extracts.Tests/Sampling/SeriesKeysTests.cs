using System.Runtime.Versioning;
using System.Security.Cryptography;
using Muutostieto.Extracts.Sampling;
using Muutostieto.Records;
using Muutostieto.Records.Files;

namespace Muutostieto.Extracts.Tests.Sampling;

public sealed class SeriesKeysTests
{
    private string folder = null!;
    private SeriesKeys keys = null!;

    [SetUp]
    public void SetUp()
    {
        folder = Path.Combine(Directory.CreateTempSubdirectory("muutostieto-").FullName, "series");
        keys = new SeriesKeys(new DiskSync(), folder);
    }

    [TearDown]
    public void TearDown() => Directory.Delete(Path.GetDirectoryName(folder)!, recursive: true);

    [Test]
    public void A_key_is_found_as_it_was_made()
    {
        var made = keys.Make("tutkimus-2026");
        var found = keys.Find("tutkimus-2026");

        using (Assert.EnterMultipleScope())
        {
            Assert.That((found.Name, found.Hash, found.NumberOf(1)), Is.EqualTo((made.Name, made.Hash, made.NumberOf(1))));
            Assert.That(keys.Names(), Is.EqualTo(new[] { "tutkimus-2026" }));
            var bytes = Convert.FromBase64String(File.ReadAllText(KeyFile));
            Assert.That(bytes, Has.Length.EqualTo(32));
            Assert.That(found.Hash, Is.EqualTo(Convert.ToHexStringLower(SHA256.HashData(bytes))));
        }
    }

    [Test]
    [Platform(Exclude = "Win")]
    [UnsupportedOSPlatform("windows")]
    public void A_key_is_for_the_programs_own_user_alone()
    {
        keys.Make("tutkimus-2026");
        Assert.That(File.GetUnixFileMode(KeyFile), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
        Assert.That(File.GetUnixFileMode(folder) & PrivateFile.OfOthers, Is.EqualTo(UnixFileMode.None));
    }

    [Test]
    public void Persons_buildings_and_dwellings_of_one_id_have_numbers_of_their_own()
    {
        var key = keys.Make("a");
        Assert.That(key.NumberOf(7, []), Is.EqualTo(key.NumberOf(7)), "persons keep theirs");
        Assert.That(new[] { key.NumberOf(7), key.NumberOf(7, "building"u8), key.NumberOf(7, "dwelling"u8) }, Is.Unique);
    }

    [Test]
    public void Keys_differ() => Assert.That(keys.Make("a").Hash, Is.Not.EqualTo(keys.Make("b").Hash));

    [Test]
    public void A_series_keeps_its_key()
    {
        var first = keys.Make("tutkimus-2026");
        var refused = Assert.Throws<MuutostietoException>(() => keys.Make("tutkimus-2026"))!;

        Assert.That(refused.Kind, Is.EqualTo(FailureKind.Usage));
        Assert.That(refused.Message, Does.Contain("it has a key"));
        Assert.That(keys.Find("tutkimus-2026").Hash, Is.EqualTo(first.Hash));
    }

    [Test]
    public void A_missing_key_is_reported_with_its_remedy()
    {
        keys.Make("tutkimus-2026");
        var failure = Assert.Throws<MuutostietoException>(() => keys.Find("tutkimus-2025"))!;

        using (Assert.EnterMultipleScope())
        {
            Assert.That(failure.Kind, Is.EqualTo(FailureKind.Usage));
            Assert.That(failure.Message, Does.Contain("has no key").And.Contain("Did you mean \"tutkimus-2026\"?"));
            Assert.That(failure.Remedy, Is.EqualTo(new ExtractRemedy.MakeSeries("tutkimus-2025")));
        }
    }

    [Test]
    public void A_replaced_key_is_kept_for_the_samples_that_it_drew()
    {
        var first = keys.Make("a").Hash;
        var second = keys.Rotate("a").Hash;
        var third = keys.Rotate("a").Hash;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(new[] { first, second, third }, Is.Unique);
            Assert.That(keys.Find("a").Hash, Is.EqualTo(third));
            Assert.That(
                new[] { first, second, third }.Select(hash => keys.DrawnBy("a", hash).Find("a").Hash),
                Is.EqualTo(new[] { first, second, third }));
            Assert.That(keys.Names(), Is.EqualTo(new[] { "a" }));
        }

        var lost = Assert.Throws<MuutostietoException>(() => keys.DrawnBy("a", new string('0', 64)).Find("a"))!;
        Assert.That(lost.Kind, Is.EqualTo(FailureKind.Integrity));
        Assert.That(lost.Message, Does.Contain("another one"));
        Assert.That(keys.DrawnBy("b", first).Find("a").Hash, Is.EqualTo(third), "of another series");
        Assert.That(() => keys.Rotate("c"), Throws.TypeOf<MuutostietoException>().With.Message.Contains("has no key"));
    }

    [TestCase("")]
    [TestCase("file")]
    [TestCase("file/within")]
    public void A_backup_where_none_can_be_written_is_refused_with_what_to_do(string target)
    {
        keys.Make("a");
        File.WriteAllText(Path.Combine(Path.GetDirectoryName(folder)!, "file"), "");
        var path = target.Length == 0 ? "" : Path.Combine(Path.GetDirectoryName(folder)!, target);
        var refused = Assert.Throws<MuutostietoException>(() => keys.BackUpTo(path))!;
        Assert.That(refused.Kind, Is.EqualTo(FailureKind.Usage));
        Assert.That(refused.Message, Does.Contain("Name"));
    }

    [Test]
    public void A_backup_has_every_key_and_gives_them_back_and_overwrites_none()
    {
        var target = Path.Combine(Path.GetDirectoryName(folder)!, "backup");
        Assert.That(() => keys.BackUpTo(target), Throws.TypeOf<MuutostietoException>().With.Message.Contains("no key of a series"));
        var first = keys.Make("a").Hash;
        keys.Make("b");
        var second = keys.Rotate("a").Hash;
        Assert.That(keys.BackUpTo(target), Is.EqualTo(3));
        Assert.That(keys.BackUpTo(target), Is.EqualTo(3), "again");
        Directory.Delete(folder, recursive: true);
        Assert.That(keys.RestoreFrom(target), Is.EqualTo(3));
        Assert.That((keys.Find("a").Hash, keys.DrawnBy("a", first).Find("a").Hash), Is.EqualTo((second, first)));

        // The usual folder takes the keys after a rotation too, and gives back those of before and after it.
        var third = keys.Rotate("a").Hash;
        Assert.That(keys.RestoreFrom(target), Is.EqualTo(3), "an older backup leaves the newer key in use");
        Assert.That(keys.Find("a").Hash, Is.EqualTo(third));
        Assert.That(keys.BackUpTo(target), Is.EqualTo(4));
        Directory.Delete(folder, recursive: true);
        Assert.That(keys.RestoreFrom(target), Is.EqualTo(4));
        string[] all = [first, second, third];
        Assert.That(all.Select(hash => keys.DrawnBy("a", hash).Find("a").Hash), Is.EqualTo(all));
        Assert.That(keys.Find("a").Hash, Is.EqualTo(third));

        // Of two that know nothing of each other neither gives way.
        File.WriteAllText(Path.Combine(folder, "b.key"), Convert.ToBase64String(new byte[32]) + "\n");
        var before = Directory.GetFiles(target).ToDictionary(file => file, File.ReadAllText);
        foreach (var copy in new Func<int>[] { () => keys.BackUpTo(target), () => keys.RestoreFrom(target) })
        {
            Assert.That(() => copy(), Throws.TypeOf<MuutostietoException>().With.Message.Contains("Nothing was copied"));
        }

        Assert.That(Directory.GetFiles(target).ToDictionary(file => file, File.ReadAllText), Is.EqualTo(before));
        File.WriteAllText(Path.Combine(target, "b.key"), "x");
        Assert.That(() => keys.RestoreFrom(target), Throws.TypeOf<MuutostietoException>().With.Message.Contains("damaged"));
    }

    [TestCase("")]
    [TestCase("not base64 at all")]
    [TestCase("AAAA")]
    [TestCase("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public void A_damaged_key_is_an_integrity_failure_and_not_repeated(string content)
    {
        keys.Make("tutkimus-2026");
        File.WriteAllText(KeyFile, content);
        var failure = Assert.Throws<MuutostietoException>(() => keys.Find("tutkimus-2026"))!;

        Assert.That(failure.Kind, Is.EqualTo(FailureKind.Integrity));
        Assert.That(content.Length == 0 || !failure.Message.Contains(content, StringComparison.Ordinal), Is.True);
    }

    [TestCase("")]
    [TestCase("-a")]
    [TestCase("../a")]
    [TestCase("Tutkimus")]
    [TestCase("a\n")]
    public void A_name_is_small_letters_digits_and_dashes(string name)
    {
        Assert.That(Assert.Throws<MuutostietoException>(() => keys.Make(name))!.Kind, Is.EqualTo(FailureKind.Usage));
        Assert.That(Assert.Throws<MuutostietoException>(() => keys.Find(name))!.Kind, Is.EqualTo(FailureKind.Usage));
        Assert.That(Directory.Exists(folder), Is.False);
    }

    private string KeyFile => Path.Combine(folder, "tutkimus-2026.key");
}
