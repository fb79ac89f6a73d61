using System.Globalization;
using System.IO.Abstractions;
using System.Runtime.Versioning;
using Muutostieto.Records.Files;

namespace Muutostieto.Records.Tests.Files;

public sealed class AtomicFileTests
{
    private string folder = null!;

    [SetUp]
    public void SetUp() => folder = Directory.CreateTempSubdirectory("muutostieto-").FullName;

    [TearDown]
    public void TearDown() => Directory.Delete(folder, recursive: true);

    private string Target => Path.Combine(folder, "runs.json");

    [Test]
    public async Task Of_many_writers_at_once_none_fails_and_a_reader_never_sees_half_a_file()
    {
        const int writers = 8, times = 25;
        var contents = Enumerable.Range(0, writers).Select(writer => new string((char)('a' + writer), 10_000 + writer)).ToArray();
        await File.WriteAllTextAsync(Target, contents[0]);
        using var ended = new CancellationTokenSource();
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var reading = Task.Factory.StartNew(
            () =>
            {
                while (!ended.IsCancellationRequested)
                {
                    Assert.That(contents, Does.Contain(File.ReadAllText(Target)));
                    begun.TrySetResult();
                }
            },
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        await Task.WhenAny(begun.Task, reading);
        await Task.WhenAll(contents.Select(content => Task.Run(() =>
        {
            for (var i = 0; i < times; i++)
            {
                AtomicFile.Write(new FileSystem(), Target, System.Text.Encoding.UTF8.GetBytes(content));
            }
        })));
        await ended.CancelAsync();
        await reading;
        Assert.That(Names(), Is.EqualTo(new[] { "runs.json" }));
    }

    [Test]
    public async Task Of_many_changes_at_once_none_is_lost()
    {
        const int writers = 8,
            times = 25;
        await Task.WhenAll(
            Enumerable
                .Range(0, writers)
                .Select(_ =>
                    Task.Run(() =>
                    {
                        for (var i = 0; i < times; i++)
                        {
                            AtomicFile.Change(new FileSystem(), Target, () =>
                                File.Exists(Target)
                                    ? Number(int.Parse(File.ReadAllText(Target), CultureInfo.InvariantCulture) + 1)
                                    : Number(1));
                        }
                    })));
        Assert.That(File.ReadAllText(Target), Is.EqualTo("200"));
        Assert.That(Names(), Is.EquivalentTo(new[] { "runs.json", "runs.json.lock" }));
    }

    [Test]
    public void A_change_to_nothing_removes_the_file()
    {
        AtomicFile.Write(new FileSystem(), Target, "x"u8);
        AtomicFile.Change(new FileSystem(), Target, () => null);
        Assert.That(File.Exists(Target), Is.False);
    }

    [Test]
    public void A_change_that_fails_leaves_the_file_as_it_was_and_the_next_one_is_made()
    {
        AtomicFile.Write(new FileSystem(), Target, "before"u8);
        Assert.Throws<InvalidOperationException>(() =>
            AtomicFile.Change(new FileSystem(), Target, () => throw new InvalidOperationException()));
        Assert.That(File.ReadAllText(Target), Is.EqualTo("before"));
        AtomicFile.Change(new FileSystem(), Target, () => "after"u8.ToArray());
        Assert.That(File.ReadAllText(Target), Is.EqualTo("after"));
    }

    [Test]
    public void A_write_that_fails_leaves_nothing_behind()
    {
        Directory.CreateDirectory(Target);
        Assert.That(
            () => AtomicFile.Write(new FileSystem(), Target, "x"u8),
            Throws.InstanceOf<IOException>().Or.InstanceOf<UnauthorizedAccessException>());
        Assert.That(Names(), Is.EqualTo(new[] { "runs.json" }));
    }

    [Test]
    public void What_a_killed_process_left_behind_goes_with_the_next_write_and_what_another_one_is_writing_stays()
    {
        var (left, fresh) = (Path.Combine(folder, ".runs.json.abc.new"), Path.Combine(folder, ".runs.json.def.new"));
        File.WriteAllText(left, "half");
        File.SetLastWriteTimeUtc(left, DateTime.UtcNow.AddHours(-1));
        File.WriteAllText(fresh, "half");
        AtomicFile.Write(new FileSystem(), Target, "x"u8);
        Assert.That(Names(), Is.EquivalentTo(new[] { "runs.json", Path.GetFileName(fresh) }));
        AtomicFile.Change(new FileSystem(), Target, () => "y"u8.ToArray());
        Assert.That(
            Names(),
            Is.EquivalentTo(new[] { "runs.json", "runs.json.lock" }),
            "the writer of the file holds its lock, so that no other change is under way");
    }

    [Test]
    [Platform(Exclude = "Win")]
    [UnsupportedOSPlatform("windows")]
    public void A_file_is_its_owners_alone_unless_it_is_for_others()
    {
        AtomicFile.Write(new FileSystem(), Target, "x"u8);
        AtomicFile.WriteForOthers(new FileSystem(), Path.Combine(folder, "x.OK"), "x"u8);
        var plain = Path.Combine(folder, "plain");
        File.WriteAllText(plain, "x");
        Assert.That(File.GetUnixFileMode(Target), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
        Assert.That(File.GetUnixFileMode(Path.Combine(folder, "x.OK")), Is.EqualTo(File.GetUnixFileMode(plain)));
    }

    private static byte[] Number(int number) => System.Text.Encoding.UTF8.GetBytes(number.ToString(CultureInfo.InvariantCulture));

    private IEnumerable<string?> Names() => Directory.EnumerateFiles(folder, "*", new EnumerationOptions { AttributesToSkip = 0 })
        .Concat(Directory.EnumerateDirectories(folder)).Select(Path.GetFileName);
}
