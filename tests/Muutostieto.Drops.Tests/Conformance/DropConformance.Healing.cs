namespace Muutostieto.Drops.Tests.Conformance;

public abstract partial class DropConformance
{
    [TestCase("", false)]
    [TestCase("fir", false)]
    [TestCase("first\r\nand more", false)]
    [TestCase("FIRST\r\n", true)]
    public async Task A_file_that_was_damaged_is_put_there_again(string damaged, bool verifyContent)
    {
        await PublishAsync();
        Put("d.PTT", damaged);
        var healed = await Drop.HealAsync(Delivery, verifyContent, null, CancellationToken.None);

        Assert.That(healed, Is.EqualTo(new[] { Delivery.Files[0] }));
        Assert.That(InDrop(), Is.EqualTo(scene.Whole()));
        Assert.That(await Drop.HealAsync(
            Delivery, verifyContent, () => Assert.Fail("nothing is damaged"), CancellationToken.None), Is.Empty);
    }

    [Test]
    public async Task Damaged_files_are_hidden_until_all_have_arrived_and_the_manifest_comes_last()
    {
        await PublishAsync();
        Put("d.PTT", "");
        Put("d.json", "");
        var seen = new List<Dictionary<string, string>>();
        var healed = await Drop.HealAsync(Delivery, verifyContent: false, () => seen.Add(InDrop()), CancellationToken.None);

        Assert.That(seen.Single(), Is.EquivalentTo(new Dictionary<string, string>
        {
            ["d.PTT"] = "",
            ["d.json"] = "",
            ["d.csv.zip"] = "second",
            [".d.PTT.part"] = "first\r\n",
            [".d.json.part"] = "{}",
        }));
        Assert.That(healed, Is.EqualTo(new[] { Delivery.Files[0], Delivery.Manifest }));
        Assert.That(InDrop(), Is.EqualTo(scene.Whole()));
    }

    [Test]
    public async Task A_file_that_its_recipient_has_taken_stays_gone()
    {
        await PublishAsync();
        File.Delete(Path.Combine(Download, "d.PTT"));
        Put("d.csv.zip", "");
        await Drop.HealAsync(Delivery, verifyContent: false, () => File.Delete(Path.Combine(Download, "d.json")), CancellationToken.None);
        Assert.That(InDrop(), Is.EqualTo(new Dictionary<string, string> { ["d.csv.zip"] = "second" }));

        Directory.GetFiles(Download).ToList().ForEach(File.Delete);
        Assert.That(await Drop.HealAsync(Delivery, verifyContent: true, null, CancellationToken.None), Is.Empty);
        Assert.That(InDrop(), Is.Empty);
    }

    [Test]
    public async Task When_the_caller_refuses_what_was_damaged_stays_as_it_is()
    {
        await PublishAsync();
        Put("d.PTT", "fir");
        var failure = await DropScene.FailureOfAsync(() => Drop.HealAsync(Delivery, verifyContent: false, Refuse, CancellationToken.None));

        Assert.That(failure.Message, Is.EqualTo("no"));
        Assert.That(InDrop(), Is.EqualTo(new Dictionary<string, string>(scene.Whole()) { ["d.PTT"] = "fir" }));
    }

    [Test]
    public async Task A_folder_under_a_files_name_needs_a_hand_and_nothing_hidden_stays()
    {
        await PublishAsync();
        File.Delete(Path.Combine(Download, "d.PTT"));
        Directory.CreateDirectory(Path.Combine(Download, "d.PTT"));
        var failure = await DropScene.FailureOfAsync(() => Drop.HealAsync(Delivery, verifyContent: false, null, CancellationToken.None));

        Assert.That(failure.Kind, Is.EqualTo(Records.FailureKind.Fault));
        Assert.That(InDrop().Keys, Is.EquivalentTo(new[] { "d.csv.zip", "d.json" }));
    }

    [Platform("Linux")]
    [TestCase(true)]
    [TestCase(false)]
    public async Task A_pipe_or_link_under_a_published_name_is_different_and_replaced_and_never_blocks(bool isPipe)
    {
        Assume.That(ListsPipesAndLinks);
        await PublishAsync();
        var (path, foreign) = (Path.Combine(Download, "d.PTT"), Path.Combine(scene.Path, "foreign"));
        File.WriteAllText(foreign, "first\r\n");
        File.Delete(path);
        if (isPipe)
        {
            using var made = System.Diagnostics.Process.Start("mkfifo", path);
            await made.WaitForExitAsync();
        }
        else
        {
            File.CreateSymbolicLink(path, foreign);
        }

        foreach (var verifyContent in new[] { false, true })
        {
            Assert.That(
                (await InTimeAsync(() => Drop.InspectAsync(Delivery, verifyContent, CancellationToken.None)))
                    .Files.Select(file => file.State),
                Is.EqualTo(new[] { DropFileState.Different, DropFileState.Present, DropFileState.Present }));
            Assert.That(
                (await InTimeAsync(() => Drop.InspectAsync(DropScene.Recipient, [Delivery], verifyContent, CancellationToken.None)))[0]
                    .IsWhole,
                Is.False);
        }

        Assert.That(await InTimeAsync(() => Drop.FindGoneAsync(DropScene.Recipient, ["d.PTT"], CancellationToken.None)), Is.Empty);
        var failure = await DropScene.FailureOfAsync(() => InTimeAsync(async () =>
        {
            await PublishAsync();
            return true;
        }));
        Assert.That(failure.Kind, Is.EqualTo(Records.FailureKind.Integrity), failure.Message);

        Assert.That(
            await InTimeAsync(() => Drop.HealAsync(Delivery, verifyContent: false, null, CancellationToken.None)),
            Is.EqualTo(new[] { Delivery.Files[0] }));
        Assert.That(new FileInfo(path).LinkTarget, Is.Null);
        Assert.That(InDrop(), Is.EqualTo(scene.Whole()));
        Assert.That(File.ReadAllText(foreign), Is.EqualTo("first\r\n"));
    }

    [Test]
    public async Task An_outbox_file_that_was_changed_heals_nothing()
    {
        await PublishAsync();
        Put("d.PTT", "");
        File.WriteAllText(Delivery.Files[0].LocalPath, "FIRST\r\n");
        var failure = await DropScene.FailureOfAsync(() => Drop.HealAsync(Delivery, verifyContent: false, null, CancellationToken.None));

        Assert.That(failure.Kind, Is.EqualTo(Records.FailureKind.Integrity));
        Assert.That(InDrop()["d.PTT"], Is.Empty);
    }

    private static Task<T> InTimeAsync<T>(Func<Task<T>> step) => Task.Run(step).WaitAsync(TimeSpan.FromSeconds(60));
}
