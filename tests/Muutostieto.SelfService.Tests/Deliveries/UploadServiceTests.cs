using System.Text;
using Muutostieto.Deliveries.Ledger.Lists;
using Muutostieto.Records.Lists;
using Muutostieto.SelfService.Access;
using Muutostieto.SelfService.Applications;
using Muutostieto.SelfService.Deliveries;
using Muutostieto.SelfService.Store;
using Muutostieto.SelfService.Tests.Support;

namespace Muutostieto.SelfService.Tests.Deliveries;

[TestFixture(false)]
[TestFixture(true)]
public sealed partial class UploadServiceTests(bool isInDatabase)
{
    private Scene scene = null!;
    private UploadService service = null!;

    [SetUp]
    public void Begin()
    {
        scene = new Scene(isInDatabase: isInDatabase);
        service = new UploadService(scene.Store, scene.Open, scene.Clock);
        File.WriteAllText(
            Path.Combine(scene.Config, "orders", "paivitys.json"),
            """
            { "id": "paivitys", "permit": "tutkimus", "purpose": "authority-task", "target": "customers",
              "content": { "groups": ["004"] }, "update": { "methods": ["M1"] } }
            """);
    }

    [TearDown]
    public void End() => scene.Dispose();

    [Test]
    public async Task A_list_is_put_where_the_next_run_takes_it_in_and_its_result_is_shown()
    {
        Assert.That(
            service.Places(Scene.Customer).Select(place => (place.Permit, place.Order)),
            Is.EqualTo(new (string, string?)[] { (Scene.ListPermit, null), (Scene.OrdersPermit, "paivitys") }));
        var codes = Codes(3);
        const string head = "'''ED2'''MUUTOSTIETO'ASIAKAS:1002'202611160500'1'STX:INHOUSE'TYP:MUTPHT'NRQ:0'''\n";
        var sent = await UploadAsync(
            Scene.ListPermit, null, "oma.txt", head + string.Concat(codes.Select(code => $"{code}L\n")) + "XXX\n'''EOF'''4'\n");
        Assert.That(sent.Name, Is.EqualTo("1002_20261116_1.HTT"));
        Assert.That(File.ReadAllText(InUpload(sent.Name)), Does.Contain(codes[0]));
        Assert.That(List().Single().State, Is.EqualTo(UploadState.Waiting));

        File.SetLastWriteTimeUtc(InUpload(sent.Name), scene.Clock.Now.UtcDateTime.AddMinutes(-10));
        await TakeInAsync(Scene.ListPermit);
        var taken = List().Single();
        Assert.That(
            (taken.State, taken.Lines, taken.Added, taken.Name, taken.RefusedLines is not null),
            Is.EqualTo((UploadState.Partly, 4L, 3, sent.Name, true)));
        Assert.That(List(Scene.Stranger), Is.Empty);
    }

    [Test]
    public async Task The_newest_two_hundred_are_shown_with_the_beginning_of_their_refused_lines()
    {
        var refused = Enumerable.Range(1, 500).Select(line => new ListRefusal(line, ListFault.Unknown)).ToList();
        using (var work = scene.Open())
        {
            for (var number = 1; number <= 203; number++)
            {
                TakeIn(work, $"1002_20261115_{number}.HTT", refused);
            }
        }

        scene.Clock.Now += TimeSpan.FromHours(1);
        var sent = await UploadAsync(Scene.ListPermit, null, "a.HTT", "x");
        var list = List();
        Assert.That((list.Count, list[0].Name, list[0].State), Is.EqualTo((200, sent.Name, UploadState.Waiting)));
        Assert.That(list.Skip(1).Select(upload => upload.RefusedCount), Has.All.EqualTo(500));
        Assert.That(list.Skip(1).Select(upload => upload.RefusedLines!.Length), Has.All.EqualTo(2000));
    }

    [Test]
    public async Task A_number_that_a_list_in_the_ledger_has_is_not_given_again()
    {
        using (var work = scene.Open())
        {
            TakeIn(work, "1002_20261116_7.htt", []);
        }

        Assert.That((await UploadAsync(Scene.ListPermit, null, "a.HTT", "x")).Name, Is.EqualTo("1002_20261116_8.HTT"));
    }

    [Test]
    public async Task Several_a_day_have_numbers_and_take_no_others_place()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(InUpload("x"))!);
        File.WriteAllText(InUpload("1002_20261116_2.HTT"), "own");
        var names = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            names.Add((await UploadAsync(Scene.ListPermit, null, "a.HTT", $"{i}")).Name);
        }

        Assert.That(names, Is.EqualTo(new[] { "1002_20261116_1.HTT", "1002_20261116_3.HTT", "1002_20261116_4.HTT" }));
        Assert.That(File.ReadAllText(InUpload("1002_20261116_2.HTT")), Is.EqualTo("own"));
    }

    [Test]
    public async Task Uploads_of_a_recipient_that_come_at_once_are_each_there_whole()
    {
        var contents = Enumerable.Range(0, 8).Select(number => new string((char)('a' + number), 300_000)).ToList();
        var sent = await Task.WhenAll(contents.Select(content => Task.Run(() => UploadWithPatienceAsync(content))));
        Assert.That(sent.Select(upload => File.ReadAllText(InUpload(upload.Name))), Is.EqualTo(contents));
    }

    [Test]
    public async Task Two_of_a_recipient_are_on_their_way_at_once_and_a_third_is_sent_later()
    {
        var gate = new TaskCompletionSource();
        var first = "ab".Select(each => service.UploadAsync(
            Scene.Customer, Scene.ListPermit, null, "a.HTT", new WaitingStream(gate.Task, each), CancellationToken.None)).ToList();
        Assert.That(
            () => UploadAsync(Scene.ListPermit, null, "a.HTT", "x"),
            Throws.TypeOf<Records.MuutostietoException>().With.Property(nameof(Records.MuutostietoException.Kind))
                .EqualTo(Records.FailureKind.Transient));
        gate.SetResult();
        _ = await Task.WhenAll(first);
        Assert.That((await UploadAsync(Scene.ListPermit, null, "a.HTT", "x")).Name, Is.EqualTo("1002_20261116_3.HTT"));
    }

    [TestCase("201")]
    [TestCase("2147483647")]
    public async Task A_number_of_the_recipients_own_beyond_those_of_a_day_keeps_no_upload_out(string number)
    {
        scene.Store.Run(transaction => transaction.Execute(
            "INSERT INTO upload (number, recipient, permit, name, bytes, sha256, user_id, at) VALUES "
                + "(1, @recipient, @permit, @name, 1, '', 'x', '2026-11-16T07:00:00.0000000Z')",
            ("@recipient", Scene.Recipient),
            ("@permit", Scene.ListPermit),
            ("@name", $"1002_20261116_{number}.HTT")));
        Assert.That((await UploadAsync(Scene.ListPermit, null, "a.HTT", "x")).Name, Is.EqualTo("1002_20261116_1.HTT"));
    }

    [Test]
    public async Task A_customers_file_is_named_by_its_order_and_kind()
    {
        var sent = await UploadAsync(Scene.OrdersPermit, "paivitys", "../../evil/asiakkaat.XLSX", "x");
        Assert.That(sent.Name, Is.EqualTo("1001_PA_paivitys_20261116_1.xlsx"));
        Assert.That(
            () => UploadAsync(Scene.OrdersPermit, "paivitys", "asiakkaat.exe", "x"), Throws.TypeOf<RefusedInputException>());
    }

    [Test]
    public void What_breaks_off_or_is_too_large_or_empty_leaves_nothing()
    {
        Assert.That(
            () => service.UploadAsync(
                Scene.Customer, Scene.ListPermit, null, "a", new EndlessStream(breaksAt: 200_000), CancellationToken.None),
            Throws.InstanceOf<IOException>());
        Assert.That(
            () => service.UploadAsync(
                Scene.Customer, Scene.ListPermit, null, "a", new EndlessStream(breaksAt: long.MaxValue), CancellationToken.None),
            Throws.TypeOf<UploadTooLargeException>());
        Assert.That(() => UploadAsync(Scene.ListPermit, null, "a", ""), Throws.TypeOf<RefusedInputException>());
        Assert.That(Directory.GetFiles(Path.Combine(scene.Data, "selfservice")), Is.Empty);
        Assert.That(File.Exists(InUpload("1002_20261116_1.HTT")), Is.False);
        Assert.That(List(), Is.Empty);
    }

    [Test]
    public void What_cannot_be_noted_is_not_put_either()
    {
        scene.Store.Run(transaction => transaction.Execute("DROP TABLE upload; CREATE TABLE upload (permit TEXT, name TEXT)"));
        Assert.That(() => UploadAsync(Scene.ListPermit, null, "a.HTT", "x"), Throws.TypeOf<Records.MuutostietoException>());
        Assert.That(Directory.Exists(Path.GetDirectoryName(InUpload("x"))), Is.False);
    }

    [Test]
    public void Where_the_recipient_has_no_list_nothing_is_taken()
    {
        foreach (var (permit, order) in new[] { (Scene.FilesPermit, (string?)null), ("vieras", null), (Scene.OrdersPermit, "puuttuu") })
        {
            Assert.That(() => UploadAsync(permit, order, "a.csv", "x"), Throws.TypeOf<AccessRefusedException>());
        }
    }

    /// <summary>Sends it again while others of the recipient are on their way.</summary>
    private async Task<UploadedFile> UploadWithPatienceAsync(string content)
    {
        while (true)
        {
            try
            {
                return await UploadAsync(Scene.ListPermit, null, "a.HTT", content);
            }
            catch (Records.MuutostietoException busy) when (busy.Kind == Records.FailureKind.Transient)
            {
                await Task.Delay(10);
            }
        }
    }

    private async Task<UploadedFile> UploadAsync(string permit, string? order, string name, string content)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(content));
        return await service.UploadAsync(Scene.Customer, permit, order, name, stream, CancellationToken.None);
    }

    private IReadOnlyList<UploadedFile> List(SelfServiceUser? user = null) =>
        service.ListAsync(user ?? Scene.Customer, CancellationToken.None).GetAwaiter().GetResult();

    private void TakeIn(Hosting.Installation work, string name, IReadOnlyList<ListRefusal> refused) => work.Ledger.TakeIn(
        new NewListUpload
        {
            Permit = Scene.ListPermit,
            Name = name,
            Sha256 = new string('a', 64),
            Bytes = 1,
            JournalKey = 1,
            RegisterFingerprint = "m",
            Lines = refused.Count,
            Refused = refused,
        },
        scene.Clock.Now);

    private string InUpload(string name) => Path.Combine(scene.Data, "drop", Scene.Recipient, "upload", name);

    private List<string> Codes(int count)
    {
        using var work = scene.Open();
        return [.. Enumerable.Range(1, count).Select(id => work.Register.At(id, work.Register.LatestKey())!.IdentityCode)];
    }

    private async Task TakeInAsync(string permit)
    {
        using var work = scene.Open();
        using var log = Hosting.Logs.RunLog.Open(work, "test", null);
        await work.NewEngine().TakeInListAsync(work.Configuration.Permit(permit), log, CancellationToken.None);
    }

    /// <summary>Gives bytes until its connection is lost.</summary>
    private sealed class EndlessStream(long breaksAt) : MemoryStream
    {
        private long given;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            given += buffer.Length;
            return given > breaksAt ? throw new IOException("The connection was lost.") : ValueTask.FromResult(buffer.Length);
        }
    }

    /// <summary>Gives one byte when it may.</summary>
    private sealed class WaitingStream(Task until, char content) : MemoryStream
    {
        private bool isOver;

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await until.WaitAsync(cancellationToken);
            (var count, isOver) = (isOver ? 0 : 1, true);
            buffer.Span[..count].Fill((byte)content);
            return count;
        }
    }
}
