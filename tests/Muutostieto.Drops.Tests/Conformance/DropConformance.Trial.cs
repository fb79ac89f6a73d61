namespace Muutostieto.Drops.Tests.Conformance;

/// <summary>Trying out a drop.</summary>
public abstract partial class DropConformance
{
    [Test]
    public async Task A_trial_of_a_drop_that_is_ready_finds_nothing_wrong_and_leaves_nothing()
    {
        await PublishAsync();
        var before = InDrop();

        var steps = await TryOutAsync();

        Assert.That(steps.Select(step => step.What), Is.SupersetOf(new[] { "folder", "upload", "room", "writing", "clock" }));
        Assert.That(steps.Where(step => step.IsWarning), Is.Empty);
        Assert.That(InDrop(), Is.EqualTo(before));
        Assert.That(Directory.GetFileSystemEntries(Upload), Is.Empty);
    }

    [Test]
    public async Task A_trial_warns_where_uploads_have_no_folder()
    {
        Directory.Delete(Upload);
        var steps = await TryOutAsync();
        Assert.That(steps.Where(step => step.IsWarning).Select(step => step.What), Is.EqualTo(new[] { "upload" }));
        Assert.That(Upload, Does.Not.Exist, "no folder is made");
    }

    private async Task<List<DropTrialStep>> TryOutAsync()
    {
        var steps = new List<DropTrialStep>();
        await Drop.TryOutAsync(DropScene.Recipient, steps.Add, CancellationToken.None);
        return steps;
    }
}
