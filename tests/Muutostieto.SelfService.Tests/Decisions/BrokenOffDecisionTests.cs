using Muutostieto.Records.Files;
using Muutostieto.SelfService.Applications;
using Muutostieto.SelfService.Tests.Support;

namespace Muutostieto.SelfService.Tests.Decisions;

/// <summary>Approvals that end at each call to the disk: what is in the configuration is approved, what is not is not.</summary>
public sealed class BrokenOffDecisionTests
{
    /// <summary>The last calls, which write the file, are all tried; of those before, which only read, every thirtieth.</summary>
    private const int Last = 25;

    [Test]
    public void Wherever_the_process_is_killed_its_successor_sees_by_the_file_what_was_decided() =>
        EndAtEach(last => new StoppingDisk(last), disk => ((StoppingDisk)disk).Calls);

    [Test]
    public void Wherever_the_disk_fails_the_decision_and_its_file_agree() =>
        EndAtEach(failing => new FailingDisk(failing), disk => ((FailingDisk)disk).Calls);

    private static void EndAtEach(Func<int, IDiskSync> newDisk, Func<IDiskSync, int> callsOf)
    {
        using var scene = new Scene();
        var whole = newDisk(0);
        _ = DecideAt(scene, whole);
        var total = callsOf(whole);
        var ends = Enumerable.Range(1, total).Where(call => call > total - Last || call % 30 == 0)
            .Select(call => DecideAt(scene, newDisk(call)))
            .ToList();
        Assert.That(ends.Distinct(), Is.EquivalentTo(new[] { true, false }), "some ended before the file, and some after it");
    }

    /// <summary>Decides on a disk, and has the successor repair what it left.</summary>
    /// <returns>Whether it was approved.</returns>
    private static bool DecideAt(Scene scene, IDiskSync disk)
    {
        var matter = scene.Submitted();
        scene.Disk = disk;
        try
        {
            _ = scene.Decisions().ApprovePermit(Scene.FirstOperator, matter.Number, matter.Version, DecisionScene.Completion, null);
        }
        catch (Exception broken) when (broken is StoppedException or IOException or Records.MuutostietoException)
        {
            // The process is gone, or the page says it.
        }

        scene.Disk = new DiskSync();
        var decisions = scene.Decisions();
        decisions.Repair();
        var found = decisions.Find(Scene.FirstOperator, matter.Number).Application!;
        var isThere = File.Exists(DecisionScene.PermitFile(scene));
        Assert.That(found.State, Is.EqualTo(isThere ? MatterState.Approved : MatterState.Submitted));
        Assert.That(found.Decisions.Count(each => each.Verdict == Verdict.Approved), Is.EqualTo(isThere ? 1 : 0));
        if (!isThere)
        {
            var again = decisions.ApprovePermit(
                Scene.SecondOperator, matter.Number, found.Version, DecisionScene.Completion, null);
            Assert.That(again.State, Is.EqualTo(MatterState.Approved), $"{again.Report}");
        }

        using (var work = scene.Open())
        {
            Assert.That(work.Configuration.Permit("tutkimus-2027").CustomerNumber, Is.EqualTo("2001"));
        }

        File.Delete(DecisionScene.PermitFile(scene));
        return isThere;
    }
}
