using System.Security.Cryptography;
using Muutostieto.Deliveries.Tests.Convergence;
using Muutostieto.Deliveries.Tests.Engine;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Records;
using Muutostieto.Records.Model;

namespace Muutostieto.Deliveries.Tests.Lists;

public sealed partial class ListIntakeTests
{
    [Test]
    public async Task While_the_list_is_empty_nothing_is_due_and_a_base_on_demand_says_why()
    {
        Assert.That(await scene.NightAsync(), Is.Empty);
        var nobody = scene.Send("010190-999WL");
        Assert.That(await scene.NightAsync(), Is.Empty);
        Assert.That(scene.Refused(nobody), Is.EqualTo(new[] { "2 unknown" }));
        Assert.That(
            () => scene.Engine.Engine.Planner.RequestedBase(scene.Permit),
            Throws
                .TypeOf<MuutostietoException>()
                .With.Property("Kind")
                .EqualTo(FailureKind.Usage)
                .And.Message.Contains("has not sent a list"));
        Assert.That(scene.Engine.Ledger.List(), Is.Empty);

        _ = scene.Send(First + "L");
        Assert.That(await scene.NightAsync(), Is.EqualTo(new[] { "lista base 1" }));
        scene.Load();
        Assert.That(scene.Codes(), Is.EqualTo(new[] { First }));
    }

    [Test]
    public async Task Before_its_first_base_a_list_that_was_emptied_again_waits_as_one_that_never_came()
    {
        _ = scene.Send(First + "L");
        var upload = scene.Send(First + "P");
        Assert.That(await scene.NightAsync(), Is.Empty);
        Assert.That(scene.Result(upload).GetProperty("state").GetString(), Is.EqualTo("taken"));
        Assert.That(
            () => scene.Engine.Engine.Planner.RequestedBase(scene.Permit),
            Throws
                .TypeOf<MuutostietoException>()
                .With.Property("Kind")
                .EqualTo(FailureKind.Usage)
                .And.Message.Contains("removed every person from its list"));

        _ = scene.Send(Second + "L");
        Assert.That(await scene.NightAsync(), Is.EqualTo(new[] { "lista base 1" }));

        _ = scene.Send(Second + "P");
        Assert.That(await scene.NightAsync(), Is.EqualTo(new[] { "lista changes 1" }), "a list that is emptied later is an empty delivery");
    }

    [Test]
    public async Task A_permit_whose_area_became_a_list_waits_for_the_list_and_delivers_no_leaving_lines()
    {
        scene.Engine.Permits[0] = EngineScene.Permit(ListScene.Id);
        Assert.That(await scene.NightAsync(), Is.EqualTo(new[] { "lista base 1" }));
        scene.Engine.Permits[0] = scene.Permit;
        Assert.That(await scene.NightAsync(), Is.Empty);
        Assert.That(
            () => scene.Engine.Engine.Planner.RequestedBase(scene.Permit),
            Throws
                .TypeOf<MuutostietoException>()
                .With.Property("Kind")
                .EqualTo(FailureKind.Usage)
                .And.Message.Contains("has not sent a list"));

        _ = scene.Send(First + "L");
        Assert.That(await scene.NightAsync(), Is.EqualTo(new[] { "lista base 2" }));
        scene.Load();
        Assert.That(scene.Codes(), Is.EqualTo(new[] { First }));
    }

    [Test]
    public async Task Who_is_added_comes_as_a_full_record_behind_the_journal_and_who_is_removed_comes_no_more()
    {
        var third = events.Born("765");
        life.Commit();
        _ = scene.Send(First + "L");
        _ = await scene.NightAsync();
        events.ChangeAddress(first);
        _ = scene.Send(life.Current(third).IdentityCode + "L", Second + "L");
        _ = await scene.NightAsync();
        var expected = new[] { First + "0", Second + "1", life.Current(third).IdentityCode + "1" };
        Assert.That(Lines(), Is.EqualTo(expected), "the journal's line first, then those without one in the order of their codes");

        events.ChangeAddress(first);
        events.Die(second);
        _ = scene.Send(First + "P");
        _ = await scene.NightAsync();
        Assert.That(Lines(), Is.EqualTo(new[] { Second + "0" }));

        events.ChangeAddress(first);
        _ = await scene.NightAsync();
        Assert.That(Lines(), Is.Empty);
        scene.Load();
        Assert.That(scene.Codes(), Does.Contain(Second).And.Not.Contain(First), "the dead stay on the list");

        _ = scene.Send(First + "L", First + "P", Second + "P", Second + "L");
        _ = await scene.NightAsync();
        Assert.That(Lines(), Is.EqualTo(new[] { Second + "1" }), "added and removed: nothing; removed and added: everything anew");
    }

    [Test]
    public async Task Composed_again_a_delivery_has_the_same_bytes_whatever_has_become_of_the_list()
    {
        _ = scene.Send(First + "L");
        _ = await scene.NightAsync();
        _ = scene.Send(Second + "L", First + "P");
        events.ChangeAddress(second);
        _ = await scene.NightAsync();
        _ = scene.Send(First + "L", Second + "P");
        events.Merge(first, second);
        _ = await scene.NightAsync();
        foreach (var delivery in scene.Engine.Published(ListScene.Id))
        {
            var folder = scene.Engine.OutboxFolderOf(delivery);
            Directory.Delete(folder, recursive: true);
            _ = await scene.Engine.Engine.RedeliverAsync(delivery, scene.Engine.Observer, CancellationToken.None);
            Assert.That(
                delivery.Files.Select(file =>
                    Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(folder, file.Name))))),
                Is.EqualTo(delivery.Files.Select(file => file.Sha256)),
                delivery.Title);
        }
    }

    [Test]
    public async Task A_longer_list_is_no_changed_permit_and_asked_again_nothing_new_gives_the_same_delivery()
    {
        _ = scene.Send(First + "L");
        _ = await scene.NightAsync();
        _ = scene.Send(Second + "L");
        Assert.That(await scene.NightAsync(), Is.EqualTo(new[] { "lista changes 1" }));
        var head = scene.Engine.Ledger.Head(ListScene.Id)!;
        Assert.That(scene.Engine.Engine.Planner.RequestedChanges(scene.Permit).Id, Is.EqualTo(head.Id));

        _ = scene.Send(First + "P");
        await scene.Engine.Engine.TakeInListAsync(scene.Permit, scene.Engine.Observer, CancellationToken.None);
        Assert.That(scene.Engine.Engine.Preview.CountChanges(scene.Permit, null, CancellationToken.None).Records, Is.Zero);
        var next = scene.Engine.Engine.Planner.RequestedChanges(scene.Permit);
        Assert.That((next.Number, next.Window.ListFrom, next.Window.ListTo), Is.EqualTo((2, 2L, 3L)), "the list alone has gone on");
    }

    [Test]
    public async Task A_permit_that_follows_an_area_instead_gets_a_new_base()
    {
        _ = scene.Send(First + "L");
        _ = await scene.NightAsync();
        scene.Engine.Permits[0] = scene.Permit with { Area = new MunicipalityArea(["091"]), NonDisclosureRight = NonDisclosureRight.None };
        Assert.That(await scene.NightAsync(), Is.EqualTo(new[] { "lista base 2" }));
        scene.Engine.Permits[0] = scene.Permit;
        Assert.That(await scene.NightAsync(), Is.EqualTo(new[] { "lista base 3" }));
        scene.Load();
        Assert.That(scene.Codes(), Is.EqualTo(new[] { First }));
    }

    [Test]
    public async Task What_was_planned_for_a_list_is_not_published_when_the_permit_has_none_any_more()
    {
        _ = scene.Send(First + "L");
        await scene.Engine.Engine.TakeInListAsync(scene.Permit, scene.Engine.Observer, CancellationToken.None);
        var planned = scene.Engine.Engine.Planner.InitialBase(scene.Permit);
        foreach (
            var (now, why) in new[]
            {
                (
                    scene.Permit with
                    {
                        Area = new MunicipalityArea(["205"]),
                        NonDisclosureRight = NonDisclosureRight.Section37,
                    },
                    "no longer follows a list"),
                (scene.Permit with { NonDisclosureRight = NonDisclosureRight.None }, "no longer allows to know"),
            })
        {
            scene.Engine.Permits[0] = now;
            Assert.That(() => scene.Engine.FinishAsync(planned), Throws.TypeOf<MuutostietoException>().With.Message.Contains(why));
        }

        scene.Engine.Permits[0] = scene.Permit with { NonDisclosureRight = NonDisclosureRight.Section37 };
        Assert.That((await scene.Engine.FinishAsync(planned)).Published, Is.Not.Null, "a wider right covers it");
    }

    [Test]
    public async Task An_order_entered_before_a_delivery_is_published_withdraws_it()
    {
        _ = scene.Send(First + "L");
        _ = await scene.NightAsync();
        events.ChangeAddress(first);
        events.ChangeAddress(second);
        life.Commit();
        var planned = scene.Engine.Engine.Planner.RequestedChanges(scene.Permit);
        events.Protect(second);
        life.Commit();
        Assert.That(
            await scene.Engine.Engine.Withdrawal.WithdrawOvertakenAsync(planned.Permit, CancellationToken.None),
            Is.Empty,
            "not on the list");
        events.Protect(first);
        life.Commit();
        Assert.That(
            (await scene.Engine.Engine.Withdrawal.WithdrawOvertakenAsync(planned.Permit, CancellationToken.None)).Single().Withdrawn,
            Is.Not.Null);
    }

    [Test]
    public async Task Another_register_under_the_list_is_refused()
    {
        _ = scene.Send(First + "L");
        _ = await scene.NightAsync();
        using var other = new LifeRegister();
        var others = new LifeEvents(other);
        for (var count = 0; count < 5; count++)
        {
            _ = others.Born("205");
        }

        other.Commit();
        var keeper = new Deliveries.Lists.ListKeeper(scene.Engine.Ledger, other.Reader);
        var failure = Assert.Throws<MuutostietoException>(() => keeper.Merged(ListScene.Id, other.Now))!;
        Assert.That((failure.Kind, failure.Message), Is.EqualTo((FailureKind.Integrity, failure.Message)));
        Assert.That(failure.Message, Does.Contain("another register"));
    }

    /// <summary>The last delivery's lines as code and type.</summary>
    private string[] Lines() =>
        [
            .. new MemoryRecipient(fromCsv: false)
                .Records(scene.Engine.FilesOf(scene.Engine.Published(ListScene.Id)[^1]))
                .Where(record => !record.IsOpaque)
                .Select(record => record.Text(HeaderField.IdentityCode) + (char)record.Type),
        ];
}
