using Muutostieto.Drops;

namespace Muutostieto.Integration.Tests.Drops;

/// <summary>
/// A damaged file is replaced on a server that cannot do it at once: whatever ends the connection between two steps, what is missing then
/// is not taken for fetched by its recipient.
/// </summary>
[Parallelizable(ParallelScope.Self)]
public sealed class SftpReplaceTests
{
    private SftpScene scene = null!;

    [SetUp]
    public async Task SetUpAsync()
    {
        scene = await SftpScene.StartAsync();
        await scene.Server.RestartAsync("internal-sftp -P posix-rename");
        await scene.PublishAsync();
    }

    [TearDown]
    public async Task TearDownAsync() => await scene.DisposeAsync();

    [TestCase("d.PTT")]
    [TestCase("d.csv.zip")]
    [TestCase("d.json")]
    public async Task A_damaged_file_is_replaced_in_two_steps_and_nothing_hidden_is_left(string name)
    {
        await File.WriteAllTextAsync(InDrop(name), "");

        Assert.That((await HealAsync()).Select(file => file.Name), Is.EqualTo(new[] { name }));
        scene.AssertWhole();
    }

    [TestCase("d.PTT")]
    [TestCase("d.json")]
    public async Task A_replacing_that_was_stopped_between_its_steps_is_no_fetching_and_is_finished(string name)
    {
        File.Move(InDrop(name), InDrop($".{name}.damaged"));

        var inspection = await scene.Drop().InspectAsync(scene.Delivery, verifyContent: false, CancellationToken.None);
        var gone = await scene.Drop().FindGoneAsync(SftpScene.Recipient, [name], CancellationToken.None);
        Assert.That(inspection.Files.Single(file => file.File.Name == name).State, Is.EqualTo(DropFileState.Different));
        Assert.That(gone, Is.Empty);

        Assert.That((await HealAsync()).Select(file => file.Name), Is.EqualTo(new[] { name }));
        scene.AssertWhole();
    }

    [Test]
    public async Task What_a_recipient_has_deleted_stays_gone()
    {
        File.Delete(InDrop("d.PTT"));

        Assert.That(await HealAsync(), Is.Empty);
        Assert.That(InDrop("d.PTT"), Does.Not.Exist);
        Assert.That(
            await scene.Drop().FindGoneAsync(SftpScene.Recipient, ["d.PTT"], CancellationToken.None),
            Is.EquivalentTo(new[] { "d.PTT" }));
    }

    [Test]
    public async Task A_server_that_refuses_the_second_step_leaves_what_shows_that_it_was_not_the_recipient()
    {
        await File.WriteAllTextAsync(InDrop("d.PTT"), "");
        Directory.CreateDirectory(InDrop(".d.PTT.damaged"));

        _ = await SftpScene.FailureOfAsync(HealAsync);

        Assert.That(await scene.Drop().FindGoneAsync(SftpScene.Recipient, ["d.PTT"], CancellationToken.None), Is.Empty);
        Directory.Delete(InDrop(".d.PTT.damaged"));
        _ = await HealAsync();
        scene.AssertWhole();
    }

    [Test]
    public async Task A_withdrawal_removes_what_was_put_aside_too()
    {
        File.Move(InDrop("d.PTT"), InDrop(".d.PTT.damaged"));

        await scene.Drop().RemoveAsync(scene.Delivery, CancellationToken.None);

        Assert.That(scene.NamesInDrop(), Is.Empty);
    }

    private string InDrop(string name) => Path.Combine(scene.Download, name);

    private Task<IReadOnlyList<DropFile>> HealAsync() =>
        scene.Drop().HealAsync(scene.Delivery, verifyContent: true, null, CancellationToken.None);
}
