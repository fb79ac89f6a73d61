using Muutostieto.Disclosure.Permits;

namespace Muutostieto.Deliveries.Tests.Lists;

public sealed partial class ListIntakeTests
{
    [Test]
    public async Task A_change_of_code_follows_the_person()
    {
        _ = scene.Send(First + "L", Second + "L");
        _ = await scene.NightAsync();
        var (old, oldSecond) = (First, Second);
        events.ChangeCode(first);
        events.ChangeCode(second);
        _ = await scene.NightAsync();
        scene.Load();
        _ = scene.Send(old + "P", Second + "L");
        _ = await scene.NightAsync();
        scene.Load();

        Assert.That(scene.Codes(), Is.EqualTo(new[] { Second }));
        Assert.That(Second, Is.Not.EqualTo(oldSecond));
    }

    [Test]
    public async Task Two_who_are_merged_are_on_the_list_as_one()
    {
        _ = scene.Send(First + "L");
        _ = await scene.NightAsync();
        scene.Load();
        var gone = First;
        events.Merge(second, first);
        _ = await scene.NightAsync();
        scene.Load();
        Assert.That(scene.Codes(), Is.EqualTo(new[] { Second }));

        _ = scene.Send(gone + "P");
        _ = await scene.NightAsync();
        scene.Load();
        Assert.That(scene.Codes(), Is.Empty, "the code that gave way still means the person");
    }

    [TestCase(false, TestName = "Who_gets_another_code_and_is_merged_with_another_on_the_list_is_there_once")]
    [TestCase(true, TestName = "Who_does_so_while_taken_off_the_list_and_put_on_it_again_is_there_once")]
    public async Task Merged(bool isOffBetween)
    {
        _ = scene.Send(First + "L", Second + "L");
        _ = await scene.NightAsync();
        scene.Load();
        var known = First;
        events.ChangeCode(first);
        events.Merge(second, first);
        if (isOffBetween)
        {
            _ = scene.Send(known + "P");
            _ = scene.Send(known + "L");
        }

        _ = await scene.NightAsync();
        scene.Load();
        Assert.That(scene.Codes(), Is.EqualTo(new[] { Second }));

        _ = scene.Send(known + "P");
        _ = await scene.NightAsync();
        scene.Load();
        Assert.That(scene.Codes(), Is.Empty, "its old code means the person it was merged into");
    }

    [Test]
    public async Task Who_is_taken_off_the_list_and_then_merged_with_another_on_it_stays_off()
    {
        _ = scene.Send(First + "L", Second + "L");
        _ = await scene.NightAsync();
        scene.Load();
        var known = First;
        _ = scene.Send(known + "P");
        events.ChangeCode(first);
        events.Merge(second, first);
        _ = scene.Send(known + "P");
        _ = await scene.NightAsync();
        scene.Load();

        Assert.That(scene.Codes(), Is.EqualTo(new[] { Second }), "the removal said twice is of the one, not of the other");
    }

    [TestCase(false, TestName = "Who_is_put_on_the_list_and_merged_with_one_taken_off_by_the_same_upload_is_on_it")]
    [TestCase(true, TestName = "Who_is_put_on_the_list_and_merged_with_one_taken_off_by_the_next_upload_is_on_it")]
    public async Task PutOn(bool areTwoUploads)
    {
        _ = scene.Send(First + "L");
        _ = await scene.NightAsync();
        scene.Load();
        var unlisted = Second;
        events.Merge(first, second);
        string[] lines = [unlisted + "L", First + "P"];
        foreach (var upload in areTwoUploads ? lines.Chunk(1) : [lines])
        {
            _ = scene.Send(upload);
        }

        _ = await scene.NightAsync();
        scene.Load();

        Assert.That(scene.Codes(), Is.EqualTo(new[] { First }), "the removal is of the one, not of the other");
    }

    [Test]
    public async Task The_removal_of_a_person_never_listed_who_is_merged_with_one_on_the_list_changes_nothing()
    {
        _ = scene.Send(First + "L");
        _ = await scene.NightAsync();
        scene.Load();
        var unlisted = Second;
        events.Merge(first, second);
        _ = scene.Send(unlisted + "P");
        _ = await scene.NightAsync();
        scene.Load();

        Assert.That(scene.Codes(), Is.EqualTo(new[] { First }));
        Assert.That(
            scene.Engine.Ledger.ListMembers(ListScene.Id, long.MaxValue),
            Is.EquivalentTo(new[] { first }),
            "else no change of theirs would come any more");
    }

    [Test]
    public async Task Who_is_merged_with_another_by_way_of_a_third_is_there_once()
    {
        var third = events.Born("205");
        _ = scene.Send(First + "L", Second + "L", life.Current(third).IdentityCode + "L");
        _ = await scene.NightAsync();
        scene.Load();
        events.Merge(second, first);
        events.Merge(third, second);
        _ = await scene.NightAsync();
        scene.Load();

        Assert.That(scene.Codes(), Is.EqualTo(new[] { life.Current(third).IdentityCode }));
    }

    [Test]
    public async Task Who_is_merged_into_a_protected_person_leaves_where_orders_are_not_delivered()
    {
        scene.Engine.Permits[0] = scene.Permit with { NonDisclosureRight = NonDisclosureRight.None };
        _ = scene.Send(First + "L", Second + "L");
        _ = await scene.NightAsync();
        scene.Load();
        events.Protect(second);
        events.Merge(second, first);
        _ = await scene.NightAsync();
        scene.Load();

        Assert.That(scene.Codes(), Is.Empty);
    }

    [Test]
    public async Task A_code_that_gave_way_in_a_delivery_withdrawn_since_still_means_the_person()
    {
        _ = scene.Send(First + "L");
        _ = await scene.NightAsync();
        var gone = First;
        events.Merge(second, first);
        _ = await scene.NightAsync();
        var withdrawn = scene.Engine.Ledger.Withdraw(scene.Engine.Ledger.Head(ListScene.Id)!.Id, "väärä päivä", scene.Engine.Clock.Now);
        foreach (var file in withdrawn.Files)
        {
            File.Delete(Path.Combine(scene.Download, file.Name));
        }

        _ = scene.Send(gone + "P");
        _ = await scene.NightAsync();

        Assert.That(scene.Engine.Ledger.ListMembers(ListScene.Id, long.MaxValue), Is.Empty);
        scene.Load();
        Assert.That(scene.Codes(), Is.Empty);
    }

    [Test]
    public async Task A_code_that_gave_way_since_the_last_delivery_of_an_area_means_the_person()
    {
        scene.Engine.Permits[0] = scene.Permit with { Area = new MunicipalityArea(["205"]), NonDisclosureRight = NonDisclosureRight.None };
        _ = await scene.NightAsync();
        var gone = First;
        events.Merge(second, first);
        scene.Engine.Permits[0] = scene.Permit;
        _ = scene.Send(gone + "L");
        _ = await scene.NightAsync();
        scene.Load();

        Assert.That(scene.Codes(), Is.EqualTo(new[] { Second }));
    }
}
