using System.Text;
using Muutostieto.Audit;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Records;
using Muutostieto.Records.Manifests;
using Muutostieto.SelfService.Access;
using Muutostieto.SelfService.Residents;
using Muutostieto.SelfService.Residents.Store;

namespace Muutostieto.SelfService.Tests.Residents;

/// <summary>A list once it is made: when it is given, for how long, and what each look at it leaves behind.</summary>
[Parallelizable(ParallelScope.Self)]
[TestFixture(false)]
[TestFixture(true)]
public sealed class ResidentListTests(bool isInDatabase)
{
    private ResidentScene scene = null!;

    [SetUp]
    public void MakeScene() => scene = new ResidentScene(isInDatabase: isInDatabase);

    [TearDown]
    public void RemoveScene() => scene.Dispose();

    [Test]
    public async Task Every_search_and_every_download_is_in_the_chain_with_user_task_and_reference_before_it_is_given()
    {
        _ = scene.Resident();
        var pick = await scene.ListAsync(ResidentScene.All);
        var asker = new AuditedAsker("virkamies-7", ResidentScene.Everything, "KAJ 12/2026");
        _ = scene.Service.Rows(ResidentScene.User(), pick.Id, 1);
        foreach (var form in Enum.GetValues<ListForm>())
        {
            using var download = await scene.Service.OpenDownloadAsync(ResidentScene.User(), pick.Id, form, CancellationToken.None);
            var entry = scene.Entries().Last().Download!;
            Assert.That((entry.File, entry.Bytes), Is.EqualTo((download.FileName, download.Length)), "before its first byte");
            using var content = new MemoryStream();
            await download.CopyToAsync(content, CancellationToken.None);
            Assert.That(
                Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(content.ToArray())), Is.EqualTo(entry.Sha256));
        }

        var entries = scene.Entries().ToList();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(entries.Select(entry => entry.Kind), Is.EqualTo(new[]
            {
                AuditEntryKind.Preview, AuditEntryKind.Delivery, AuditEntryKind.Download, AuditEntryKind.Download, AuditEntryKind.Download,
                AuditEntryKind.Download, AuditEntryKind.Download,
            }));
            Assert.That(entries[0].Preview!.Asker, Is.EqualTo(asker));
            Assert.That(entries[0].Preview!.Order, Is.EqualTo(pick.Id));
            Assert.That(entries[1].Delivery!.Order!.Asker, Is.EqualTo(asker));
            Assert.That(entries.Skip(2).Select(entry => entry.Download!.Asker), Is.All.EqualTo(asker));
            Assert.That(
                entries.Skip(2).Select(entry => entry.Download!.Form),
                Is.EqualTo(new[] { "screen", "spreadsheet", "package", "labels", "package" }));
            Assert.That(
                entries.Skip(2).Select(entry => new DeliveryKey(entry.Download!.Permit, entry.Download.Kind, entry.Download.Number)),
                Is.All.EqualTo(new DeliveryKey(ResidentScene.Permit, "extract", 1)));
        }

        using var work = scene.OpenInstallation();
        Assert.That(work.Audit.Verify(null).Payloads().Result.Findings, Is.Empty);
        Assert.That(scene.Service.Find(ResidentScene.User(), pick.Id).Downloads, Is.EqualTo(5));
    }

    [Test]
    public async Task A_list_is_not_given_once_a_person_in_it_is_protected_and_nothing_says_why([Values] bool isSeenBefore)
    {
        var events = new Muutostieto.Deliveries.Tests.Convergence.LifeEvents(scene.Register);
        var (shown, hidden) = (scene.Resident(), scene.Resident());
        var pick = await scene.ListAsync(ResidentScene.All);
        if (isSeenBefore)
        {
            Assert.That(scene.CodesIn(pick), Has.Count.EqualTo(2));
        }

        events.Protect(hidden);
        scene.Register.Commit();
        foreach (var form in Enum.GetValues<ListForm>())
        {
            Assert.That(
                () => scene.Service.OpenDownloadAsync(ResidentScene.User(), pick.Id, form, CancellationToken.None),
                Throws.TypeOf<ListRefusedException>().With.Property("Refusal").EqualTo(ListRefusal.Outdated).And.Message.Not
                    .Contains(scene.CodeOf(hidden)));
        }

        Assert.That(
            () => scene.Service.Rows(ResidentScene.User(), pick.Id, 1),
            Throws.TypeOf<ListRefusedException>().With.Property("Refusal").EqualTo(ListRefusal.Outdated));
        Assert.That(scene.Service.Find(ResidentScene.User(), pick.Id).State, Is.EqualTo(PickState.Withdrawn));

        var again = await scene.ListAsync(ResidentScene.All);
        Assert.That(scene.CodesIn(again), Is.EqualTo(new[] { scene.CodeOf(shown) }));
    }

    [Test]
    public async Task A_list_that_was_withdrawn_or_whose_permit_or_task_has_gone_is_not_given(
        [Values("withdrawn", "permit", "task", "recipient")] string what)
    {
        _ = scene.Resident();
        var pick = await scene.ListAsync(ResidentScene.All);
        switch (what)
        {
            case "withdrawn":
                using (var work = scene.OpenInstallation())
                {
                    _ = work.Ledger.Withdraw(work.Ledger.List()[0].Id, "wrong", scene.Clock.Now);
                }

                break;
            case "permit":
                scene.WritePermit(validTo: "\"2026-06-14\"");
                break;
            case "recipient":
                scene.WritePermit(recipient: "kuhmon-kaupunki");
                break;
            default:
                scene.WritePermit(tasks: """
                    { "id": "toinen", "fi": "a", "sv": "b", "en": "c", "purpose": "authority-task", "groups": ["004"] }
                    """);
                break;
        }

        Assert.That(
            () => scene.Service.OpenDownloadAsync(ResidentScene.User(), pick.Id, ListForm.Package, CancellationToken.None),
            what == "withdrawn"
                ? Throws.TypeOf<ListRefusedException>().With.Property("Refusal").EqualTo(ListRefusal.Outdated)
                : Throws.TypeOf<AccessRefusedException>());
    }

    [Test]
    public async Task A_file_that_is_not_the_one_of_the_ledger_is_not_given_and_one_that_is_gone_must_be_made_again()
    {
        _ = scene.Resident();
        var pick = await scene.ListAsync(ResidentScene.All);
        var file = Directory.GetFiles(Path.Combine(scene.Data, "outbox"), "*.csv.zip", SearchOption.AllDirectories).Single();
        var bytes = await File.ReadAllBytesAsync(file);
        bytes[^1] ^= 1;
        await File.WriteAllBytesAsync(file, bytes);
        Assert.That(
            () => scene.Service.Rows(ResidentScene.User(), pick.Id, 1),
            Throws.TypeOf<MuutostietoException>().With.Property("Kind").EqualTo(FailureKind.Integrity));

        File.Delete(file);
        Assert.That(
            () => scene.Service.Rows(ResidentScene.User(), pick.Id, 1),
            Throws.TypeOf<ListRefusedException>().With.Property("Refusal").EqualTo(ListRefusal.Outdated));
        Assert.That(scene.Entries().Any(entry => entry.Kind == AuditEntryKind.Download), Is.False);
    }

    [Test]
    public async Task A_list_is_kept_for_its_time_and_withdrawn_when_no_one_has_seen_it([Values] bool isSeen)
    {
        _ = scene.Resident();
        var pick = await scene.ListAsync(ResidentScene.All);
        if (isSeen)
        {
            _ = await scene.DownloadAsync(pick, ListForm.Workbook);
        }

        await scene.Lists.ClearAsync(CancellationToken.None);
        Assert.That(scene.Service.Find(ResidentScene.User(), pick.Id).State, Is.EqualTo(PickState.Made));
        scene.Clock.Now += scene.Options.ResultTime;
        Assert.That(
            () => scene.Service.Rows(ResidentScene.User(), pick.Id, 1),
            Throws.TypeOf<ListRefusedException>().With.Property("Refusal").EqualTo(ListRefusal.Expired));
        Assert.That(scene.Service.History(ResidentScene.User()).Single().State, Is.EqualTo(PickState.Expired));
        await scene.Lists.ClearAsync(CancellationToken.None);

        using var work = scene.OpenInstallation();
        Assert.That(
            work.Ledger.List().Single().State, Is.EqualTo(isSeen ? DeliveryState.Received : DeliveryState.Withdrawn),
            "what a user has seen is received; what no one has seen is no more in the drop, and never overdue");
        scene.Clock.Now += scene.Options.HistoryTime;
        await scene.Lists.ClearAsync(CancellationToken.None);
        Assert.That(scene.Service.History(ResidentScene.User()), Is.Empty);
    }

    [Test]
    public async Task Formulas_and_HTML_in_names_are_text_in_every_form()
    {
        _ = scene.Resident(surname: "=HYPERLINK(\"http://paha\";\"x\")", firstNames: "<script>alert(1)</script>", sex: "1");
        _ = scene.Resident(surname: "-Viiva", firstNames: "@Anna", sex: "2");
        var pick = await scene.ListAsync(ResidentScene.All);
        var page = scene.Service.Rows(ResidentScene.User(), pick.Id, 1);
        Assert.That(page.Rows.SelectMany(row => row), Does.Contain("=HYPERLINK(\"http://paha\";\"x\")").And.Contain("@Anna"));

        var csv = Encoding.UTF8.GetString(await scene.DownloadAsync(pick, ListForm.Spreadsheet));
        Assert.That(csv, Does.Contain("\"'=HYPERLINK(\"\"http://paha\"\";\"\"x\"\")\"").And.Contain(";'-Viiva;").And.Contain(";'@Anna;"));
        using var workbook = new System.IO.Compression.ZipArchive(new MemoryStream(await scene.DownloadAsync(pick, ListForm.Workbook)));
        foreach (var sheet in workbook.Entries.Where(entry => entry.FullName.StartsWith("xl/worksheets/", StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(sheet.Open());
            var text = await reader.ReadToEndAsync();
            Assert.That(text, Does.Not.Contain("<f>").And.Not.Contain("<script>"));
        }
    }
}
