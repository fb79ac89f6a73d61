using System.Security.Cryptography;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Records;
using Muutostieto.Records.Manifests;
using Muutostieto.SelfService.Access;
using Muutostieto.SelfService.Applications;
using Muutostieto.SelfService.Deliveries;
using Muutostieto.SelfService.Operations;
using Muutostieto.SelfService.Tests.Support;

namespace Muutostieto.SelfService.Tests.Deliveries;

public sealed class DeliveryServiceTests
{
    private static readonly DeliveryKey Base = new(Scene.FilesPermit, "base", 1);
    private Scene scene = null!;
    private OperationService operations = null!;
    private DeliveryService service = null!;

    [SetUp]
    public async Task Begin()
    {
        scene = new Scene();
        operations = new OperationService(scene.NewRuns(), scene.Open, scene.Status, scene.Clock);
        service = scene.NewDeliveries();
        var plan = operations.ExplainBase(Scene.FirstOperator, Scene.FilesPermit, null, CancellationToken.None);
        _ = await operations.MakeBaseAsync(Scene.FirstOperator, Scene.FilesPermit, plan.Token, null, CancellationToken.None);
    }

    [TearDown]
    public void End() => scene.Dispose();

    [Test]
    public async Task Every_file_is_fetched_as_the_ledger_has_it_and_is_in_the_audit_first()
    {
        var view = service.List(Scene.Customer).Single();
        Assert.That((view.Key, view.CanBeFetched, view.State), Is.EqualTo((Base, true, DeliveryState.Published)));
        foreach (var file in view.Files)
        {
            Assert.That(Sha256(await FetchAsync(file.Name)), Is.EqualTo(file.Sha256));
        }

        Assert.That(
            scene.Downloads.All.Select(each => (each.User, each.File.Name, each.File.Recipient)),
            Is.EqualTo(view.Files.Select(file => ("asiakas", file.Name, Scene.Recipient))));
    }

    [Test]
    public async Task In_the_chain_it_is_with_its_user_each_time_and_the_chain_is_proved()
    {
        service = new DeliveryService(scene.Open, new AuditedDownloads(), scene.Clock);
        _ = await FetchAsync(ManifestName());
        _ = await FetchAsync(ManifestName());
        var chain = File.ReadAllText(Directory.GetFiles(Path.Combine(scene.Data, "audit"), "chain*")[0]);
        Assert.That(chain.Split("\"asiakas\""), Has.Length.EqualTo(3), chain);
        using var work = scene.Open();
        var verified = work.Audit.Verify(Muutostieto.Deliveries.Engine.LedgerWitness.Of(work.Ledger)).Payloads().Ledger().Anchors();
        Assert.That(verified.Result.Findings, Is.Empty);
    }

    [Test]
    public void What_cannot_be_recorded_is_not_sent()
    {
        scene.Downloads.Fails = true;
        Assert.That(() => FetchAsync(ManifestName()), Throws.TypeOf<MuutostietoException>());
    }

    [Test]
    public async Task A_file_that_the_outbox_has_lost_comes_from_the_drop()
    {
        var name = DataName();
        File.Delete(InOutbox(name));
        var content = await FetchAsync(name);
        Assert.That(Sha256(content), Is.EqualTo(service.Find(Scene.Customer, Base).Files.Single(file => file.Name == name).Sha256));
        Assert.That(Directory.GetFiles(Path.Combine(scene.Data, "selfservice")), Is.Empty, "the copy is gone");

        File.WriteAllText(InDrop(name), new string('x', content.Length));
        Assert.That(() => FetchAsync(name), Throws.TypeOf<FileUnavailableException>());
        File.Delete(InDrop(name));
        File.CreateSymbolicLink(InDrop(name), Path.Combine(scene.Data, "ledger.db"));
        Assert.That(() => FetchAsync(name), Throws.TypeOf<FileUnavailableException>());
    }

    [Test]
    public void A_file_that_was_damaged_in_the_outbox_never_arrives_whole()
    {
        var path = InOutbox(DataName());
        var bytes = File.ReadAllBytes(path);
        bytes[0] ^= 1;
        File.WriteAllBytes(path, bytes);
        Assert.That(() => FetchAsync(DataName()), Throws.TypeOf<InvalidDataException>());
    }

    [Test]
    public async Task What_was_withdrawn_or_has_left_the_drop_is_not_fetched_and_a_withdrawal_says_no_reason()
    {
        var id = operations.Deliveries(Scene.FirstOperator, null).Single().Id;
        var plan = operations.ExplainWithdrawal(Scene.FirstOperator, id);
        var name = ManifestName();
        _ = await operations.WithdrawAsync(Scene.FirstOperator, id, plan.Token, "salainen syy", CancellationToken.None);
        var view = service.Find(Scene.Customer, Base);
        Assert.That((view.State, view.Files.Count, view.CanBeFetched, view.Units), Is.EqualTo((DeliveryState.Withdrawn, 0, false, 0L)));
        Assert.That($"{view}", Does.Not.Contain("salainen"));
        Assert.That(() => FetchAsync(name), Throws.TypeOf<FileUnavailableException>());
    }

    [Test]
    public void When_the_permit_has_ended_nothing_is_fetched()
    {
        var name = ManifestName();
        var path = DecisionScene.PermitFile(scene, Scene.FilesPermit);
        File.WriteAllText(
            path,
            File.ReadAllText(path).Replace("\"validFrom\"", "\"validTo\": \"2026-11-15\", \"validFrom\"", StringComparison.Ordinal));
        Assert.That(() => FetchAsync(name), Throws.TypeOf<FileUnavailableException>());
        Assert.That(scene.Downloads.All, Is.Empty);
    }

    [Test]
    public void An_acceptance_is_a_receipt_and_is_recorded_once()
    {
        Assert.That(service.Accept(Scene.Customer, Base).State, Is.EqualTo(DeliveryState.Received));
        Assert.That(service.Accept(Scene.Colleague, Base).State, Is.EqualTo(DeliveryState.Received));
        Assert.That(
            Receipts().Select(each => (each.Source, each.Reason)), Is.EqualTo(new[] { (ReceiptSource.Accepted, (string?)null) }));
        Assert.That(() => service.Refuse(Scene.Customer, Base, "myöhässä"), Throws.TypeOf<MuutostietoException>());
    }

    [Test]
    public void A_refusal_alerts_operators_with_a_reason_that_names_no_person()
    {
        var refused = service.Refuse(Scene.Customer, Base, "Rivi 010190-900A puuttuu");
        Assert.That((refused.State, refused.Refusal), Is.EqualTo((DeliveryState.Published, "Rivi (number) puuttuu")));
        Assert.That(
            operations.Status(Scene.FirstOperator).Alerts.Select(alert => alert.Kind),
            Does.Contain(Hosting.Status.AlertKind.Refused));
        Assert.That(service.Accept(Scene.Customer, Base).State, Is.EqualTo(DeliveryState.Received));
        Assert.That(() => service.Refuse(Scene.Customer, Base, " "), Throws.TypeOf<RefusedInputException>());
    }

    [Test]
    public void Another_recipients_delivery_and_a_file_that_it_has_not_are_refused_alike()
    {
        Assert.That(
            () => service.DownloadAsync(Scene.Stranger, Base, ManifestName(), CancellationToken.None),
            Throws.TypeOf<AccessRefusedException>());
        Assert.That(
            () => service.DownloadAsync(Scene.Customer, Base, "../../ledger.db", CancellationToken.None),
            Throws.TypeOf<AccessRefusedException>());
        Assert.That(service.List(Scene.Stranger), Is.Empty);
    }

    private async Task<byte[]> FetchAsync(string name)
    {
        using var download = await service.DownloadAsync(Scene.Customer, Base, name, CancellationToken.None);
        using var copy = new MemoryStream();
        await download.Content.CopyToAsync(copy);
        return copy.ToArray();
    }

    private static string Sha256(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    private string ManifestName() =>
        service.Find(Scene.Customer, Base).Files.Single(file => file.Name.EndsWith(".json", StringComparison.Ordinal)).Name;

    private string DataName() =>
        service.Find(Scene.Customer, Base).Files.Single(file => file.Name.EndsWith(".csv.zip", StringComparison.Ordinal)).Name;

    private string InOutbox(string name) =>
        Path.Combine(scene.Data, "outbox", Scene.FilesPermit, Path.GetFileNameWithoutExtension(ManifestName()), name);

    private string InDrop(string name) => Path.Combine(scene.Data, "drop", Scene.Recipient, "download", name);

    private IReadOnlyList<DeliveryReceipt> Receipts()
    {
        using var work = scene.Open();
        return work.Ledger.Find(Base)!.Receipts;
    }
}
