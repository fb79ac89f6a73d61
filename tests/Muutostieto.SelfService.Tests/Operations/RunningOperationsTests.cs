using Microsoft.Extensions.Logging.Abstractions;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.SelfService.Access;
using Muutostieto.SelfService.Applications;
using Muutostieto.SelfService.Operations;
using Muutostieto.SelfService.Tests.Support;

namespace Muutostieto.SelfService.Tests.Operations;

public sealed class RunningOperationsTests
{
    private Scene scene = null!;
    private OperationService service = null!;

    [SetUp]
    public void Begin()
    {
        scene = new Scene();
        service = new OperationService(scene.NewRuns(), scene.Open, scene.Status, scene.Clock);
    }

    [TearDown]
    public void End() => scene.Dispose();

    [Test]
    public async Task What_ends_soon_is_answered_with_its_end()
    {
        await using var running = New(TimeProvider.System);
        var counted = await running.CountBaseAsync(Scene.FirstOperator, Scene.FilesPermit);
        Assert.That((counted.IsRunning, counted.Plan?.Permit), Is.EqualTo((false, Scene.FilesPermit)));
        var made = await running.MakeBaseAsync(Scene.FirstOperator, Scene.FilesPermit, counted.Plan!.Token, accepted: null);
        Assert.That(made.Delivery?.State, Is.EqualTo(DeliveryState.Published));
        Assert.That(running.Find(Scene.FirstOperator, made.Id), Is.EqualTo(made));
        var changed = await running.MakeBaseAsync(Scene.FirstOperator, Scene.FilesPermit, counted.Plan.Token, accepted: null);
        Assert.That((changed.IsChanged, changed.IsRunning), Is.EqualTo((true, false)));
        Assert.That(
            () => running.WithdrawAsync(Scene.FirstOperator, made.Delivery!, "", " "), Throws.TypeOf<RefusedInputException>());
    }

    [Test]
    public async Task What_takes_long_goes_on_without_the_request_and_its_end_is_found()
    {
        await using var running = New(new HastyClock());
        var counting = await EndOfAsync(running, await running.CountBaseAsync(Scene.FirstOperator, Scene.FilesPermit));
        OperationState making;
        using (RunLock.Acquire(scene.Disk.Files, scene.Data, scene.Clock))
        {
            making = await running.MakeBaseAsync(Scene.FirstOperator, Scene.FilesPermit, counting.Plan!.Token, accepted: null);
            Assert.That(making.IsRunning, Is.True);
        }

        var made = await EndOfAsync(running, making);
        Assert.That(made.Delivery?.State, Is.EqualTo(DeliveryState.Published));
        var late = await EndOfAsync(
            running, await running.MakeBaseAsync(Scene.FirstOperator, Scene.FilesPermit, counting.Plan.Token, accepted: null));
        Assert.That(late.IsChanged, Is.True);
    }

    [Test]
    public async Task A_stop_breaks_off_what_waits_and_says_so()
    {
        var running = New(new HastyClock());
        var counting = await EndOfAsync(running, await running.CountBaseAsync(Scene.FirstOperator, Scene.FilesPermit));
        OperationState waiting;
        using (RunLock.Acquire(scene.Disk.Files, scene.Data, scene.Clock))
        {
            waiting = await running.MakeBaseAsync(Scene.FirstOperator, Scene.FilesPermit, counting.Plan!.Token, accepted: null);
            Assert.That(waiting.IsRunning, Is.True);
            await running.DisposeAsync();
            await running.DisposeAsync();
        }

        var ended = await EndOfAsync(running, waiting);
        Assert.That(ended.Failure, Does.Contain("was stopped"));
        Assert.That(service.Deliveries(Scene.FirstOperator, null), Is.Empty);
    }

    [Test]
    public async Task Only_operators_begin_and_each_finds_its_own()
    {
        await using var running = New(TimeProvider.System);
        var counted = await running.CountBaseAsync(Scene.FirstOperator, Scene.FilesPermit);
        Assert.That(() => running.Find(Scene.SecondOperator, counted.Id), Throws.TypeOf<AccessRefusedException>());
        Assert.That(() => running.Find(Scene.FirstOperator, "0"), Throws.TypeOf<AccessRefusedException>());
        foreach (var role in Enum.GetValues<Role>().Where(role => role != Role.Operator))
        {
            var user = Scene.User("kuka", role, Scene.Recipient);
            Assert.That(() => running.Find(user, counted.Id), Throws.TypeOf<AccessRefusedException>());
            Assert.That(() => running.CountBaseAsync(user, Scene.FilesPermit), Throws.TypeOf<AccessRefusedException>());
            Assert.That(() => running.MakeBaseAsync(user, Scene.FilesPermit, "", 0), Throws.TypeOf<AccessRefusedException>());
            Assert.That(() => running.RunOrderAsync(user, "tilaus", "", true), Throws.TypeOf<AccessRefusedException>());
        }
    }

    private static async Task<OperationState> EndOfAsync(RunningOperations running, OperationState state)
    {
        while (state.IsRunning)
        {
            await Task.Delay(10);
            state = running.Find(Scene.FirstOperator, state.Id);
        }

        return state;
    }

    private RunningOperations New(TimeProvider clock) => new(service, clock, NullLogger<RunningOperations>.Instance);

    /// <summary>Waits for nothing.</summary>
    private sealed class HastyClock : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(callback, state, TimeSpan.Zero, period);
    }
}
