using Muutostieto.Deliveries.Ledger;
using Muutostieto.SelfService.Access;
using Muutostieto.SelfService.Applications;
using Muutostieto.SelfService.Operations;
using Muutostieto.SelfService.Tests.Orders;
using Muutostieto.SelfService.Tests.Support;

namespace Muutostieto.SelfService.Tests.Operations;

public sealed class OperationServiceTests
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
    public async Task A_base_is_explained_made_withdrawn_and_made_anew()
    {
        var plan = service.ExplainBase(Scene.FirstOperator, Scene.FilesPermit, null, CancellationToken.None);
        Assert.That((plan.Known, plan.Head, plan.Obstacle), Is.EqualTo(((Delivery?)null, (Delivery?)null, (OperationObstacle?)null)));
        var made = await MakeAsync(plan);
        Assert.That((made.State, made.Counts.Persons), Is.EqualTo((DeliveryState.Published, plan.Persons)));
        Assert.That(AuditTrail(), Does.Contain("made as operaattori-1 asked for"));

        var now = service.ExplainBase(Scene.FirstOperator, Scene.FilesPermit, null, CancellationToken.None);
        Assert.That(now.Known?.Id, Is.EqualTo(made.Id));

        var withdrawal = service.ExplainWithdrawal(Scene.FirstOperator, made.Id);
        Assert.That(
            (withdrawal.RemovesFiles, withdrawal.WasFetched, withdrawal.Replacement, withdrawal.Obstacle),
            Is.EqualTo((true, false, Replacement.BaseOnRequest, (OperationObstacle?)null)));
        var withdrawn = await service.WithdrawAsync(
            Scene.FirstOperator, made.Id, withdrawal.Token, " Väärä alue ", CancellationToken.None);
        Assert.That(
            (withdrawn.Delivery.State, withdrawn.Delivery.WithdrawalReason, withdrawn.StillThere),
            Is.EqualTo(
                (DeliveryState.Withdrawn, "Väärä alue (by operator operaattori-1 (testi) in the self-service)",
                    (Records.MuutostietoException?)null)));
        Assert.That(Directory.GetFiles(Download()), Is.Empty);

        var again = await MakeAsync(service.ExplainBase(Scene.FirstOperator, Scene.FilesPermit, null, CancellationToken.None));
        Assert.That(again.Number, Is.EqualTo(2));
    }

    [Test]
    public async Task What_is_no_longer_as_it_was_shown_is_not_done()
    {
        var before = service.ExplainBase(Scene.FirstOperator, Scene.FilesPermit, null, CancellationToken.None);
        var made = await MakeAsync(before);
        Assert.That(() => MakeAsync(before), Throws.TypeOf<ChangedMeanwhileException>());

        var (withdrawal, redelivery) = (
            service.ExplainWithdrawal(Scene.FirstOperator, made.Id), service.ExplainRedelivery(Scene.SecondOperator, made.Id));
        _ = await service.RedeliverAsync(Scene.SecondOperator, made.Id, redelivery.Token, CancellationToken.None);
        Assert.That(
            () => service.WithdrawAsync(Scene.FirstOperator, made.Id, withdrawal.Token, "syy", CancellationToken.None),
            Throws.TypeOf<ChangedMeanwhileException>());
        Assert.That(service.Deliveries(Scene.FirstOperator, null).Single().State, Is.EqualTo(DeliveryState.Published));
    }

    [Test]
    public async Task Of_two_operators_who_withdraw_at_once_one_does()
    {
        var made = await MakeAsync(service.ExplainBase(Scene.FirstOperator, Scene.FilesPermit, null, CancellationToken.None));
        var token = service.ExplainWithdrawal(Scene.FirstOperator, made.Id).Token;
        var results = await Task.WhenAll(new[] { Scene.FirstOperator, Scene.SecondOperator }.Select(async user =>
        {
            try
            {
                _ = await service.WithdrawAsync(user, made.Id, token, "syy", CancellationToken.None);
                return true;
            }
            catch (ChangedMeanwhileException)
            {
                return false;
            }
        }));
        Assert.That(results, Is.EquivalentTo(new[] { true, false }));
    }

    [Test]
    public async Task What_others_continue_cannot_be_withdrawn_before_them()
    {
        var made = await MakeAsync(service.ExplainBase(Scene.FirstOperator, Scene.FilesPermit, null, CancellationToken.None));
        using (var work = scene.Open())
        {
            var engine = work.NewEngine();
            var plan = engine.Planner.RequestedBase(work.Configuration.Permit(Scene.FilesPermit));
            Assert.That(plan.Id, Is.EqualTo(made.Id));
        }

        var withdrawal = service.ExplainWithdrawal(Scene.FirstOperator, made.Id);
        Assert.That(withdrawal.Continuing, Is.Empty);
    }

    [Test]
    public async Task An_order_is_run_once_until_another_extract_is_asked_for()
    {
        var matter = scene.SubmittedOrder(OrderServiceTests.Adults);
        _ = scene.Decisions().ApproveOrder(Scene.FirstOperator, matter.Number, matter.Version, "aikuiset", null);
        var plan = service.ExplainExtract(Scene.FirstOperator, "aikuiset");
        Assert.That((plan.Known, plan.Recipient, plan.Obstacle), Is.EqualTo(((Delivery?)null, Scene.Recipient, (OperationObstacle?)null)));
        var made = await service.MakeExtractAsync(Scene.FirstOperator, "aikuiset", plan.Token, again: false, CancellationToken.None);
        Assert.That(made.State, Is.EqualTo(DeliveryState.Published));

        plan = service.ExplainExtract(Scene.FirstOperator, "aikuiset");
        Assert.That(plan.Known?.Id, Is.EqualTo(made.Id));
        var same = await service.MakeExtractAsync(Scene.FirstOperator, "aikuiset", plan.Token, again: false, CancellationToken.None);
        Assert.That(same.Id, Is.EqualTo(made.Id));
        var other = await service.MakeExtractAsync(Scene.FirstOperator, "aikuiset", plan.Token, again: true, CancellationToken.None);
        Assert.That(other.Number, Is.EqualTo(2));
    }

    [Test]
    public void What_there_is_not_is_refused_and_a_reason_is_needed() => Assert.Multiple(() =>
    {
        Assert.That(() => service.ExplainWithdrawal(Scene.FirstOperator, 99), Throws.TypeOf<AccessRefusedException>());
        Assert.That(() => service.ExplainExtract(Scene.FirstOperator, "puuttuu"), Throws.TypeOf<AccessRefusedException>());
        Assert.That(
            () => service.ExplainBase(Scene.FirstOperator, "puuttuu", null, CancellationToken.None),
            Throws.TypeOf<AccessRefusedException>());
        Assert.That(
            () => service.WithdrawAsync(Scene.FirstOperator, 99, "", " ", CancellationToken.None), Throws.TypeOf<RefusedInputException>());
        Assert.That(
            service.ExplainBase(Scene.FirstOperator, Scene.OrdersPermit, null, CancellationToken.None).Obstacle,
            Is.EqualTo(OperationObstacle.NoFiles));
    });

    [Test]
    public void The_status_is_that_of_the_status_page() =>
        Assert.That(service.Status(Scene.FirstOperator).Permits.Select(permit => permit.Id), Does.Contain(Scene.FilesPermit));

    private Task<Delivery> MakeAsync(BasePlan plan) =>
        service.MakeBaseAsync(Scene.FirstOperator, Scene.FilesPermit, plan.Token, accepted: null, CancellationToken.None);

    private string Download() => Path.Combine(scene.Data, "drop", Scene.Recipient, "download");

    private string AuditTrail() => string.Join(
        '\n', Directory.GetFiles(Path.Combine(scene.Data, "audit"), "2*.jsonl").Select(File.ReadAllText));
}
