using Muutostieto.Records;
using Muutostieto.SelfService.Access;
using Muutostieto.SelfService.Applications;
using Muutostieto.SelfService.Orders;
using Muutostieto.SelfService.Tests.Support;

namespace Muutostieto.SelfService.Tests.Orders;

[TestFixture(false)]
[TestFixture(true)]
public sealed class OrderServiceTests(bool isInDatabase)
{
    private const string Whole = "{ \"purpose\": \"scientific-research\", \"content\": { \"groups\": [\"004\"] }";

    private Scene scene = null!;
    private OrderService service = null!;

    /// <summary>Of everyone of Ristijärvi and Hyrynsalmi aged 20 and over.</summary>
    internal static OrderContent Adults { get; } = new()
    {
        Title = "Aikuiset",
        Permit = Scene.OrdersPermit,
        Purpose = "scientific-research",
        Where = new OrderCriteria { AgeFrom = 20, Sexes = ["1", "2"] },
        Groups = ["004", "204"],
        Formats = ["csv"],
    };

    [SetUp]
    public void Begin()
    {
        scene = new Scene(isInDatabase: isInDatabase);
        service = new OrderService(scene.Store, scene.Open, scene.Clock);
    }

    [TearDown]
    public void End() => scene.Dispose();

    [Test]
    public void A_draft_is_counted_and_submitted()
    {
        var draft = service.Create(Scene.Customer, Adults);
        Assert.That(service.Check(Scene.Customer, draft.Number), Is.Empty);
        var counted = service.Preview(Scene.Customer, draft.Number, null, CancellationToken.None);
        Assert.Multiple(() =>
        {
            Assert.That(counted.Count, Is.InRange(200, 400));
            Assert.That(counted.Sizes.Select(size => size.Format), Is.EqualTo(new[] { "csv" }));
            Assert.That((counted.IsTooFew, counted.Refusal), Is.EqualTo((false, (string?)null)));
        });
        Assert.That(
            service.Submit(Scene.Customer, draft.Number, draft.Version).State, Is.EqualTo(MatterState.Submitted));
    }

    [Test]
    public void The_count_is_in_the_audit_before_it_is_shown()
    {
        var draft = service.Create(Scene.Customer, Adults);
        _ = service.Preview(Scene.Customer, draft.Number, null, CancellationToken.None);
        var chain = File.ReadAllText(Directory.GetFiles(Path.Combine(scene.Data, "audit"), "chain*")[0]);
        Assert.That(chain, Does.Contain($"\"order\":\"luonnos-{draft.Number}\"").And.Contain("scientific-research"));
    }

    [Test]
    public void A_count_of_few_is_hidden_with_its_size_and_price()
    {
        var seen = new HashSet<string>();
        for (var age = 60; age < 100; age++)
        {
            var draft = service.Create(
                Scene.Customer, Adults with { Where = new OrderCriteria { AgeFrom = age, AgeTo = age, Municipalities = ["697"] } });
            var counted = service.Preview(Scene.Customer, draft.Number, null, CancellationToken.None);
            if (counted.Count is null or < 5)
            {
                Assert.That((counted.IsTooFew, counted.Sizes.Count, counted.Price), Is.EqualTo((true, 0, (decimal?)null)));
                _ = seen.Add(counted.Shown);
            }
        }

        Assert.That(seen, Is.EqualTo(new[] { "<5" }));
    }

    [Test]
    public void The_json_of_an_expert_is_checked_by_the_loader_with_the_lines_of_its_writer()
    {
        var draft = service.Create(Scene.Customer, Adults with
        {
            Json = """
                // a comment
                {
                  "purpose": "scientific-research",
                  "where": { "age": { "from": "old" } },
                  "content": { "groups": ["004"] }, "colour": "red"
                }
                """,
        });
        var faults = service.Check(Scene.Customer, draft.Number);
        Assert.That(
            faults.Select(fault => fault.Detail!.Split(": ")[0]), Is.EquivalentTo(new[] { "4:31", "5:37" }), string.Join('\n', faults));
        Assert.That(faults.Select(fault => fault.Detail), Has.None.Contains(scene.Root));
    }

    [TestCase("{ \"id\": \"x\", \"permit\": \"vieras\", ")]
    [TestCase("{ \"permit\": { \"a\": [1, 2] }, \"id\": null, ")]
    [TestCase("{ ")]
    public void Id_and_permit_of_an_experts_json_do_not_count(string begin)
    {
        var draft = service.Create(Scene.Customer, Adults with
        {
            Json = begin + "\"purpose\": \"scientific-research\", \"content\": { \"groups\": [\"004\"] } }",
        });
        Assert.That(service.Check(Scene.Customer, draft.Number), Is.Empty);
        Assert.That(service.Preview(Scene.Customer, draft.Number, null, CancellationToken.None).Count, Is.GreaterThan(300));
    }

    [TestCase("")]
    [TestCase("[]")]
    [TestCase("{")]
    [TestCase("{} {}")]
    [TestCase("nonsense")]
    [TestCase("{ \"id\": }")]
    [TestCase("{ \"purpose\": \"scientific-research\", \"purpose\": \"statistics\", \"content\": { \"groups\": [\"004\"] } }")]
    [TestCase(Whole + ", \"exclude\": { \"list\": \"salaiset.csv\" } }")]
    [TestCase(Whole + ", \"exclude\": { \"deliveries\": [\"vieras/base/1\"] } }")]
    [TestCase("{ \"purpose\": \"scientific-research\", \"content\": { \"groups\": [\"931\"] } }")]
    public void Json_that_is_no_order_of_the_permit_is_neither_counted_nor_submitted(string json)
    {
        File.WriteAllText(Path.Combine(scene.Config, "orders", "salaiset.csv"), "010190-900A\n");
        var draft = service.Create(Scene.Customer, new OrderContent { Permit = Scene.OrdersPermit, Json = json });
        var faults = service.Check(Scene.Customer, draft.Number);
        Assert.That(faults, Is.Not.Empty);
        Assert.That(faults.Select(fault => fault.Detail ?? ""), Has.None.Contains("ristijarvi").And.None.Contains("010190"));
        Assert.That(
            () => service.Preview(Scene.Customer, draft.Number, null, CancellationToken.None), Throws.TypeOf<RefusedInputException>());
        Assert.That(
            () => service.Submit(Scene.Customer, draft.Number, draft.Version), Throws.TypeOf<RefusedInputException>());
    }

    [TestCase("tutkimus", true)]
    [TestCase("tutkimus-2", true)]
    [TestCase("vieras", false)]
    [TestCase("vieras-2", false)]
    [TestCase("tutkimus-muiden-2", false)]
    [TestCase("muu", false)]
    public void A_sample_is_drawn_from_a_series_of_the_recipients_own_permits(string series, bool isOwn)
    {
        scene.WritePermit(
            "tutkimus-muiden", "muu-saaja", "1009", "TOISEN",
            """
            "area": { "county": "20" }, "recipientKind": "authority",
            "orders": { "purposes": ["scientific-research"], "groups": ["004"], "targets": ["persons"] }, "formats": ["csv"]
            """);
        var json = $$"""
            { "purpose": "scientific-research", "content": { "groups": ["004"] }, "sample": { "size": 50, "series": "{{series}}" } }
            """;
        var draft = service.Create(Scene.Customer, Adults with { Json = json });
        Assert.That(
            service.Check(Scene.Customer, draft.Number).Select(fault => (fault.Field, fault.Problem)),
            Is.EqualTo(isOwn ? [] : new[] { ("json", FieldProblem.Unknown) }));
    }

    [Test]
    public void A_recipient_has_so_many_counts_made_in_a_day_and_the_next_day_more()
    {
        var draft = service.Create(Scene.Customer, Adults);
        for (var number = 0; number < MatterRows.MostCounts; number++)
        {
            new MatterRows(scene.Store, scene.Clock).NoteCount(Scene.Recipient);
        }

        Assert.That(
            () => service.Preview(Scene.Colleague, draft.Number, null, CancellationToken.None),
            Throws.TypeOf<RefusedInputException>().With.Property(nameof(RefusedInputException.Faults)).Exactly(1)
                .With.Property(nameof(FieldFault.Field)).EqualTo("counts"));
        new MatterRows(scene.Store, scene.Clock).NoteCount("muu-saaja");
        scene.Clock.Now += TimeSpan.FromDays(1);
        Assert.That(service.Preview(Scene.Customer, draft.Number, null, CancellationToken.None).Count, Is.GreaterThan(200));
    }

    [Test]
    public void A_recipient_has_one_order_counted_at_a_time()
    {
        var draft = service.Create(Scene.Customer, Adults);
        var second = new Progress(() => service.Preview(Scene.Colleague, draft.Number, null, CancellationToken.None));
        _ = service.Preview(Scene.Customer, draft.Number, second, CancellationToken.None);
        Assert.That((second.Failure as MuutostietoException)?.Kind, Is.EqualTo(FailureKind.Transient));
        Assert.That(service.Preview(Scene.Colleague, draft.Number, null, CancellationToken.None).Count, Is.GreaterThan(200));
    }

    [Test]
    public void An_order_under_another_recipients_permit_is_refused_as_one_under_none()
    {
        scene.WritePermit(
            "toisen", "muu-saaja", "1009", "TOISEN",
            """
            "area": { "county": "20" }, "recipientKind": "authority",
            "orders": { "purposes": ["scientific-research"], "groups": ["004"], "targets": ["persons"] }, "formats": ["csv"]
            """);
        foreach (var permit in new[] { "toisen", "puuttuu", Scene.FilesPermit })
        {
            var draft = service.Create(Scene.Customer, Adults with { Permit = permit });
            Assert.That(
                service.Check(Scene.Customer, draft.Number), Is.EqualTo(new[] { new FieldFault("permit", FieldProblem.Unknown) }));
        }

        Assert.That(service.Permits(Scene.Customer).Select(permit => permit.Id), Is.EqualTo(new[] { Scene.OrdersPermit }));
    }

    [Test]
    public void What_can_be_chosen_is_what_the_recipients_permits_have()
    {
        var choices = service.Choices(Scene.Customer);
        Assert.That(choices.Permits.Select(permit => permit.Id), Is.EqualTo(new[] { Scene.OrdersPermit }));
        Assert.That(choices.Packages.Select(package => package.Id), Does.Contain("henkilot-perus").And.None.Contains("rakennukset"));
        Assert.That(choices.GroupNames.Of("004", "sv"), Is.EqualTo("Personens namn"));
        Assert.That(service.Choices(Scene.Stranger).Packages, Is.Empty);
    }

    [Test]
    public void Another_recipients_order_is_refused_as_if_it_were_not_there()
    {
        var draft = service.Create(Scene.Customer, Adults);
        Assert.That(() => service.Find(Scene.Stranger, draft.Number), Throws.TypeOf<AccessRefusedException>());
        Assert.That(
            () => service.Preview(Scene.Stranger, draft.Number, null, CancellationToken.None), Throws.TypeOf<AccessRefusedException>());
    }

    /// <summary>Tries something at the first report.</summary>
    private sealed class Progress(Action attempt) : IProgress<long>
    {
        internal Exception? Failure { get; private set; }

        public void Report(long value) => Failure ??= Assert.Catch(() => attempt());
    }
}
