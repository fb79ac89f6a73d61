using System.Security.Cryptography;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Deliveries.Pricing;
using Muutostieto.Deliveries.Terms;
using Muutostieto.Deliveries.Tests.Convergence;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Disclosure.Windows;
using Muutostieto.Records;
using Muutostieto.Register;

namespace Muutostieto.Deliveries.Tests.Engine;

/// <summary>Windows chain: every entry is in exactly one of them, whatever goes on while deliveries are made.</summary>
[Parallelizable(ParallelScope.Self)]
public sealed class ChainTests
{
    private EngineScene scene = null!;
    private long resident;

    [SetUp]
    public void MakeScene()
    {
        scene = new EngineScene(EngineScene.Permit("viikko"));
        resident = scene.Events.Born("205");
        _ = scene.Events.Born("765");
    }

    [TearDown]
    public void RemoveScene() => scene.Dispose();

    [Test]
    public async Task Entries_made_while_a_delivery_is_composed_are_in_the_next_window()
    {
        var names = new List<string>();
        void Rename()
        {
            names.Add($"Uusi{scene.Events.Next()}");
            scene.Life.Enter(resident, "XDV", (_, record) =>
                LifeEvents.Set(record, "004", '3', ("sukunimi", names[^1]), ("etunimet", "Aino")));
            scene.Life.Commit();
        }

        scene.Observer.OnBegin = (_, _) => Rename();
        scene.Observer.OnProgress = (_, step) =>
        {
            if (step == DeliveryStep.Composing && names.Count < 40)
            {
                Rename();
            }
        };
        scene.Observer.OnEnd = (_, _) => Rename();
        for (var week = 0; week < 4; week++)
        {
            Rename();
            scene.Clock.Now = EngineScene.Monday.AddDays(7 * week);
            Assert.That((await scene.RunAsync()).Deliveries, Has.Count.EqualTo(1));
        }

        scene.Observer.OnBegin = scene.Observer.OnProgress = scene.Observer.OnEnd = (_, _) => { };
        scene.Clock.Now = EngineScene.Monday.AddDays(28);
        _ = await scene.RunAsync();

        var told = scene.Published("viikko").Where(delivery => delivery.Kind == DeliveryKind.Changes)
            .SelectMany(delivery => new MemoryRecipient(fromCsv: false).Records(scene.FilesOf(delivery)))
            .Where(record => !record.IsOpaque).Select(record => record.Text(record.IndexOf("004"), "sukunimi")).ToList();
        Assert.That(told, Is.EqualTo(names.Skip(1)), "each once and in order; the first one is in the base");
    }

    [Test]
    public async Task Missed_runs_are_made_up_by_one_delivery_and_a_repeated_run_does_nothing()
    {
        _ = await scene.RunAsync();
        scene.Events.Move(resident, "290");
        scene.Clock.Now = EngineScene.Monday.AddDays(30);
        var made = (await scene.RunAsync()).Deliveries;
        Assert.That(made.Select(delivery => delivery.Title), Is.EqualTo(new[] { "viikko changes 1" }));

        scene.Events.ChangeAddress(resident);
        Assert.That((await scene.RunAsync()).Deliveries, Is.Empty);
        scene.Clock.Now = scene.Clock.Now.AddHours(20);
        Assert.That((await scene.RunAsync()).Deliveries, Is.Empty);
    }

    [Test]
    public async Task Composed_again_a_delivery_has_the_same_bytes_whatever_has_happened_since()
    {
        _ = await scene.RunAsync();
        scene.Events.Move(resident, "290");
        scene.Events.Protect(resident);
        scene.Clock.Now = EngineScene.Monday.AddDays(7);
        scene.Drop.Next = FragileDrop.Fault.StoppedBefore;
        Assert.That(async () => await scene.RunAsync(), Throws.TypeOf<StoppedException>());
        var delivery = scene.Ledger.Unfinished().Single();
        Assert.That(delivery.State, Is.EqualTo(DeliveryState.Composed));

        Directory.Delete(scene.OutboxFolderOf(delivery), recursive: true);
        scene.Events.Lift(resident);
        scene.Events.Move(resident, "091");
        scene.Life.Commit();
        scene.Clock.Now = EngineScene.Monday.AddDays(9);
        scene.Permits[0] = EngineScene.Permit("viikko", hasRight: true, area: ["205", "290", "765"]);
        var again = await scene.FinishAsync(delivery with { State = DeliveryState.Planned });

        Assert.That(again.State, Is.EqualTo(DeliveryState.Published));
        Assert.That(again.Files, Is.EqualTo(delivery.Files));
        Assert.That(
            again.Files.Select(file =>
                Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(scene.OutboxFolderOf(again), file.Name))))),
            Is.EqualTo(delivery.Files.Select(file => file.Sha256)));
    }

    [TestCase(false, false)]
    [TestCase(true, false)]
    [TestCase(false, true)]
    public async Task A_chain_from_before_the_choice_of_our_own_groups_composes_to_its_old_bytes_and_gets_a_base_that_is_free(
        bool hasRight,
        bool asksForOwn)
    {
        scene.Permits[0] = WithOwn(EngineScene.Permit("viikko", hasRight: hasRight, area: ["205", "290"]), asksForOwn);
        _ = scene.Events.Born("205");
        scene.Life.Commit();
        var old = await scene.FinishAsync(PlanAsBefore());
        Assert.That(OwnGroupsOf(old), Is.Not.Empty, "terms that lack the key mean that fixed width has our own groups");

        var again = await scene.FinishAsync(old with { State = DeliveryState.Planned });
        Assert.That(again.Files, Is.EqualTo(old.Files));

        scene.Clock.Now = EngineScene.Monday.AddDays(7);
        var next = (await scene.RunAsync()).Deliveries.Single();
        Assert.That(next.Title, Is.EqualTo(asksForOwn ? "viikko changes 1" : "viikko base 2"));
        Assert.That(OwnGroupsOf(next), Is.Empty);
        var invoice = new InvoiceCalculator(new PriceList()).Of(scene.Permits[0], scene.Ledger.List(), null, new DateOnly(2026, 12, 31));
        Assert.That(invoice.Rows.Select(row => row.Amount > 0), Is.EqualTo(new[] { true, false }), "the second is free");

        scene.Clock.Now = EngineScene.Monday.AddDays(14);
        scene.Permits[0] = WithOwn(scene.Permits[0], !asksForOwn);
        var asked = (await scene.RunAsync()).Deliveries.Single();
        Assert.That(asked.Kind, Is.EqualTo(DeliveryKind.Base));
        Assert.That(asked.Terms.Value.Cause, Is.Null, "what the permit itself asks for has its price");

        Delivery PlanAsBefore()
        {
            var terms = scene.Engine.Planner.TermsOf(scene.Permits[0]) with { FixedOwnGroups = null, Mask = 0 };
            scene.Ledger.KeepLayouts(scene.Catalog.Digest, scene.Catalog.Source.Span);
            return scene.Ledger.Plan(new DeliveryPlan
            {
                Permit = "viikko",
                Kind = DeliveryKind.Base,
                Occurrence = "initial",
                Planned = EngineScene.Monday,
                Window = new DeliveryWindow(null, scene.Life.Now.Value),
                RegisterFingerprint = RegisterFingerprint.At(scene.Life.Reader, scene.Life.Now),
                Terms = terms.ToJson(),
                CatalogDigest = scene.Catalog.Digest,
            });
        }

        IEnumerable<string> OwnGroupsOf(Delivery delivery) =>
            new MemoryRecipient(fromCsv: false)
                .Records(scene.FilesOf(delivery))
                .SelectMany(record => Enumerable.Range(0, record.GroupCount).Select(group => record.Spec(group).Code))
                .Where(code => code.StartsWith('9'));
    }

    /// <summary>Each thing of a layout that a recipient's program reads by.</summary>
    [TestCase("\"holds\": \"address\"", "\"holds\": \"contact\"")]
    [TestCase("\"name\": \"katunumero\", \"kind\": \"text\"", "\"name\": \"katunumero\", \"kind\": \"code\"")]
    [TestCase("\"keepsEnded\": true", "\"keepsEnded\": false")]
    public async Task A_base_that_is_made_because_layouts_have_changed_is_free_unless_the_permit_has_changed_too(string from, string to)
    {
        _ = await scene.RunAsync();
        scene.Catalog = Layouts.Changed(from, to);
        scene.Clock.Now = EngineScene.Monday.AddDays(7);
        _ = await scene.RunAsync();
        scene.Events.Move(resident, "290");
        scene.Catalog = Layouts.Catalog;
        scene.Permits[0] = EngineScene.Permit("viikko", area: ["205", "290", "765"]);
        scene.Clock.Now = EngineScene.Monday.AddDays(14);
        _ = await scene.RunAsync();

        Assert.That(
            scene.Published("viikko").Select(delivery => (delivery.Title, delivery.Terms.Value.Cause)),
            Is.EqualTo(new[]
            {
                ("viikko base 1", null),
                ("viikko base 2", DeliveryTerms.ProgramChanged),
                ("viikko base 3", null),
            }));
        var invoice = new InvoiceCalculator(new PriceList()).Of(scene.Permits[0], scene.Ledger.List(), null, new DateOnly(2026, 12, 31));
        Assert.That(invoice.Rows.Select(row => row.Amount > 0), Is.EqualTo(new[] { true, false, true }));
    }

    private static readonly object[] Changed =
    [
        EngineScene.Permit("viikko", area: ["205", "290", "765"]),
        EngineScene.Permit("viikko", area: "205"),
        EngineScene.Permit("viikko", product: "suppea"),
        EngineScene.Permit("viikko", hasRight: true),
    ];

    [TestCaseSource(nameof(Changed))]
    public async Task A_permit_that_says_something_else_gets_a_new_base(Permit changed)
    {
        ArgumentNullException.ThrowIfNull(changed);
        var hidden = scene.Events.Born("205");
        scene.Events.Protect(hidden);
        _ = scene.Events.Born("205");
        _ = await scene.RunAsync();
        scene.Events.Move(resident, "290");
        scene.Clock.Now = EngineScene.Monday.AddDays(7);
        _ = await scene.RunAsync();
        scene.Permits[0] = changed;
        Assert.That(
            () => scene.Engine.Planner.RequestedChanges(changed),
            Throws.TypeOf<MuutostietoException>().With.Property("Kind").EqualTo(FailureKind.Usage),
            "on demand there are no changes then");
        scene.Clock.Now = EngineScene.Monday.AddDays(14);
        Assert.That((await scene.RunAsync()).Deliveries.Select(delivery => delivery.Title), Is.EqualTo(new[] { "viikko base 2" }));

        scene.Events.ChangeAddress(resident);
        scene.Clock.Now = EngineScene.Monday.AddDays(21);
        Assert.That((await scene.RunAsync()).Deliveries.Select(delivery => delivery.Title), Is.EqualTo(new[] { "viikko changes 2" }));
        await EndsEqual(scene, "viikko");
    }

    [Test]
    public async Task A_permit_that_only_goes_elsewhere_goes_on_with_its_chain()
    {
        _ = await scene.RunAsync();
        scene.Events.Move(resident, "290");
        scene.Permits[0] = scene.Permits[0] with
        {
            Decision = "DVV/0001/2026",
            Files = scene.Permits[0].RequireFiles() with { OverdueAfterDays = 9 },
        };
        scene.Clock.Now = EngineScene.Monday.AddDays(7);

        Assert.That((await scene.RunAsync()).Deliveries.Select(delivery => delivery.Title), Is.EqualTo(new[] { "viikko changes 1" }));
    }

    [TestCase("viikko changes 1", "205", "290")]
    [TestCase("viikko changes 1", "205")]
    [TestCase("viikko base 2", "290")]
    [TestCase("viikko base 2", "290", "765")]
    public async Task A_merger_continues_the_chain_unless_it_brings_people_without_an_entry(string expected, params string[] area)
    {
        scene.Permits[0] = EngineScene.Permit("viikko", area: area);
        _ = scene.Events.Born("290");
        _ = await scene.RunAsync();
        scene.Mergers = [new Merger("290", "205", new DateOnly(2026, 1, 9))];
        scene.Events.MergeMunicipality("290", "205");
        scene.Clock.Now = EngineScene.Monday.AddDays(7);

        Assert.That((await scene.RunAsync()).Deliveries.Select(delivery => delivery.Title), Is.EqualTo(new[] { expected }));
        await EndsEqual(scene, "viikko");
    }

    [Test]
    public async Task A_merger_into_a_new_municipality_continues_the_chain()
    {
        scene.Permits[0] = EngineScene.Permit("viikko", area: ["205", "290"]);
        _ = scene.Events.Born("290");
        _ = await scene.RunAsync();
        scene.Mergers = [new Merger("290", "091", new DateOnly(2026, 1, 9)), new Merger("205", "091", new DateOnly(2026, 1, 9))];
        scene.Events.MergeMunicipality("290", "091");
        scene.Events.MergeMunicipality("205", "091");
        scene.Clock.Now = EngineScene.Monday.AddDays(7);

        Assert.That((await scene.RunAsync()).Deliveries.Select(delivery => delivery.Title), Is.EqualTo(new[] { "viikko changes 1" }));
        await EndsEqual(scene, "viikko");
    }

    [Test]
    public async Task The_dead_of_a_municipality_that_is_no_more_stay_visible()
    {
        var dead = scene.Events.Born("290");
        _ = await scene.RunAsync();
        scene.Events.Die(dead);
        scene.Clock.Now = EngineScene.Monday.AddDays(7);
        _ = await scene.RunAsync();
        scene.Mergers = [new Merger("290", "205", new DateOnly(2026, 1, 14))];
        scene.Clock.Now = EngineScene.Monday.AddDays(14);
        _ = await scene.RunAsync();
        scene.Events.CorrectDeath(dead);
        scene.Clock.Now = EngineScene.Monday.AddDays(21);
        var corrected = (await scene.RunAsync()).Deliveries.Single();

        Assert.That((corrected.Title, corrected.Counts.Records), Is.EqualTo(("viikko changes 3", 1)));
        await EndsEqual(scene, "viikko");
    }

    [Test]
    public async Task What_cannot_be_composed_names_no_one()
    {
        _ = await scene.RunAsync();
        scene.Events.Move(resident, "290");
        scene.Drop.Next = FragileDrop.Fault.Unreachable;
        scene.Clock.Now = EngineScene.Monday.AddDays(7);
        var failed = await scene.RunAsync();

        Assert.That(failed.Failures.Select(failure => failure.Permit), Is.EqualTo(new[] { "viikko" }));
        Assert.That(failed.Failures[0].Message, Does.Not.Contain(scene.Life.Current(resident).IdentityCode).And.Not.Contain("Katu"));
        Assert.That((await scene.RunAsync()).Deliveries.Select(delivery => delivery.Title), Is.EqualTo(new[] { "viikko changes 1" }));
    }

    /// <summary>Delivers the rest, and compares both recipients with a fresh base; and looks at the chain.</summary>
    internal static async Task EndsEqual(EngineScene scene, string permit)
    {
        scene.Clock.Now = scene.Clock.Now.AddMinutes(1);
        var last = await scene.FinishAsync(scene.Engine.Planner.RequestedChanges(scene.Permits.Single(one => one.Id == permit)));
        CheckChain(scene, permit);
        var recipients = new[] { scene.RecipientOf(permit, fromCsv: false), scene.RecipientOf(permit, fromCsv: true) };
        scene.Clock.Now = scene.Clock.Now.AddMinutes(1);
        var fresh = await scene.FinishAsync(
            scene.Engine.Planner.RequestedBase(scene.Permits.Single(one => one.Id == permit), accepted: 0));
        Assert.That(fresh.Window.To, Is.EqualTo(last.Window.To));
        var area = fresh.Terms.Value.Municipalities;
        foreach (var recipient in recipients)
        {
            var expected = new MemoryRecipient(recipient.FromCsv);
            expected.Load(scene.FilesOf(fresh), isBase: true);
            Assert.That(recipient.Residents(area), Is.EqualTo(expected.Residents(area)), $"{permit} {recipient}");
        }
    }

    private static Permit WithOwn(Permit permit, bool ownGroups) =>
        permit with { Files = permit.RequireFiles() with { FixedOwnGroups = ownGroups } };

    private static void CheckChain(EngineScene scene, string permit)
    {
        var all = scene.Ledger.List(new DeliveryFilter { Permit = permit });
        foreach (var kind in Enum.GetValues<DeliveryKind>())
        {
            var numbers = all.Where(delivery => delivery.Kind == kind).Select(delivery => delivery.Number).ToList();
            Assert.That(numbers, Is.EqualTo(Enumerable.Range(1, numbers.Count)), "numbers have no gap");
        }

        Delivery? before = null;
        foreach (var delivery in all.Where(delivery => delivery.Withdrawn is null))
        {
            Assert.That(delivery.Published, Is.Not.Null, $"{delivery.Title} is not finished");
            Assert.That(
                delivery.Window.From,
                Is.EqualTo(delivery.Kind == DeliveryKind.Base ? null : before!.Window.To),
                $"{delivery.Title} begins where the one before ends");
            Assert.That(delivery.Predecessor, Is.EqualTo(delivery.Kind == DeliveryKind.Base ? null : before!.AsPredecessor()));
            before = delivery;
        }
    }
}
