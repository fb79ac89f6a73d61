using FsCheck;
using FsCheck.Fluent;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Disclosure.Purposes;
using Muutostieto.Extracts.Orders;
using Muutostieto.Extracts.Packages;
using Muutostieto.Records.Manifests;

namespace Muutostieto.Extracts.Tests.Orders;

public sealed class ExtractOrderTests
{
    private static readonly ExtractOrder Order = new()
    {
        Id = "ika-otos",
        Permit = "tutkimus-2026",
        Purpose = Purpose.ScientificResearch,
        Where = Criterion.AllOf(
        [
            CriterionKinds.Find("age")!.OfAges(75, 84),
            CriterionKinds.Find("municipality")!.OfCodes(["290", "205", "290"]),
            Criterion.Not(CriterionKinds.Find("motherTongue")!.OfCodes(["sv"])),
            Criterion.AnyOf([CriterionKinds.Find("movedIn")!.OfDays(new DateOnly(2026, 1, 1), null)]),
        ]),
        Content = [new ProductGroup("204", null), new ProductGroup("004", ["sukunimi", "etunimet"])],
        Sample = new SampleRequest(500, "tutkimus-2026") { Start = 255, Strata = SampleStrata.AgeGroup },
        Formats = [DeliveryFormat.Csv, DeliveryFormat.Fixed],
    };

    private const string Text =
        """{"id":"ika-otos","permit":"tutkimus-2026","purpose":"scientific-research","target":"persons","where":{"all":["""
            + """{"age":{"from":75,"to":84}},{"municipality":["205","290"]},{"not":{"motherTongue":["sv"]}},"""
            + """{"any":[{"movedIn":{"from":"2026-01-01"}}]}]}"""
            + ""","content":{"groups":[{"group":"004","fields":["etunimet","sukunimi"]},"204"]}"""
            + ""","sample":{"size":500,"series":"tutkimus-2026","start":"00000000000000ff","strata":"ageGroup","perHousehold":false}"""
            + ""","asOf":null,"formats":["fixed","csv"]}""";

    [Test]
    public void An_order_is_written_in_one_way() => Assert.That(Order.ToJson(), Is.EqualTo(Text));

    [Test]
    public void An_order_is_read_as_it_was_written() => Assert.That(ExtractOrder.FromJson(Text).ToJson(), Is.EqualTo(Text));

    [Test]
    public void The_smallest_order_says_what_it_leaves_open()
    {
        var order = Order with { Where = null, Sample = null, Formats = [DeliveryFormat.Csv], Content = [new ProductGroup("004", null)] };
        const string Small =
            """{"id":"ika-otos","permit":"tutkimus-2026","purpose":"scientific-research","target":"persons","where":null"""
                + ""","content":{"groups":["004"]},"sample":null,"asOf":null,"formats":["csv"]}""";

        Assert.That(order.ToJson(), Is.EqualTo(Small));
        Assert.That(ExtractOrder.FromJson(Small).ToJson(), Is.EqualTo(Small));
    }

    [Test]
    public void Of_a_package_it_has_the_groups_too_so_that_a_package_changed_later_is_another_order()
    {
        var order = Order with { Package = "henkilot-perus", Content = [new ProductGroup("003", null), new ProductGroup("002", null)] };
        var text = order.ToJson();
        var read = ExtractOrder.FromJson(text);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(text, Does.Contain(""","content":{"package":"henkilot-perus","groups":["002","003"]},"""));
            Assert.That(read.ToJson(), Is.EqualTo(text));
            Assert.That((read.Package, read.Content.Count), Is.EqualTo(("henkilot-perus", 2)));
            Assert.That((order with { Content = [new ProductGroup("003", null)] }).ToJson(), Is.Not.EqualTo(text));
            Assert.That((order with { Package = null }).ToJson(), Is.Not.EqualTo(text));
            foreach (var table in Enum.GetValues<PackageTable>())
            {
                var made = order with { Table = table };
                Assert.That(ExtractOrder.FromJson(made.ToJson()).Table, Is.EqualTo(table));
                Assert.That(made.ToJson(), Is.Not.EqualTo(text));
            }
        }
    }

    [Test]
    public void It_is_as_of_a_key_or_a_day()
    {
        var key = ExtractOrder.FromJson((Order with { AsOf = OrderMoment.AtKey(1234567890123) }).ToJson());
        var day = ExtractOrder.FromJson((Order with { AsOf = OrderMoment.OnDay(new DateOnly(2026, 1, 31)) }).ToJson());
        Assert.That((key.AsOf!.Key, key.AsOf.Day), Is.EqualTo((1234567890123L, (DateOnly?)null)));
        Assert.That((day.AsOf!.Key, day.AsOf.Day), Is.EqualTo(((long?)null, new DateOnly(2026, 1, 31))));
    }

    [Test]
    public void Who_is_excluded_is_part_of_the_text_and_an_order_without_it_reads_as_before()
    {
        var excluding = Order with
        {
            Exclude = new OrderExclusion
            {
                Deliveries = [new DeliveryKey("tutkimus-2026", "extract", 7)],
                List = new OrderList("pois.csv", new string('a', 64)),
            },
        };
        var expected = Text.Replace(
            ",\"asOf\"",
            ",\"exclude\":{\"deliveries\":[\"tutkimus-2026/extract/7\"],\"list\":\"pois.csv\",\"sha256\":\"" + new string('a', 64)
                + "\"},\"asOf\"",
            StringComparison.Ordinal);

        Assert.That(excluding.ToJson(), Is.EqualTo(expected));
        Assert.That(ExtractOrder.FromJson(expected).ToJson(), Is.EqualTo(expected));
        Assert.That(ExtractOrder.FromJson(Text).Exclude, Is.Null);
    }

    [Test]
    public void Controls_are_a_sample_of_their_own()
    {
        var order = Order with
        {
            Sample = new SampleRequest(0, "tutkimus-2026")
            {
                Controls = new ControlRequest(
                    new OrderList("t.csv", new string('b', 64)), 2, [ControlMatch.BirthYear, ControlMatch.Sex])
                { WithCases = true },
            },
        };
        var expected =
            "\"sample\":{\"controls\":{\"list\":\"t.csv\",\"sha256\":\"" + new string('b', 64)
                + "\",\"each\":2,\"match\":[\"birthYear\",\"sex\"],\"withCases\":true},\"series\":\"tutkimus-2026\"},";

        Assert.That(order.ToJson(), Does.Contain(expected));
        Assert.That(ExtractOrder.FromJson(order.ToJson()).ToJson(), Is.EqualTo(order.ToJson()));
        Assert.That(
            () => ExtractOrder.FromJson(order.ToJson().Replace("\"sex\"]", "\"size\"]", StringComparison.Ordinal)),
            Throws.TypeOf<FormatException>());
    }

    [TestCase("scientific-research", "science")]
    [TestCase("\"age\"", "\"length\"")]
    [TestCase("\"to\":84", "\"to\":84,\"by\":1")]
    [TestCase("{\"age\":{\"from\":75,\"to\":84}}", "{\"age\":{\"from\":75,\"to\":84},\"sex\":[\"1\"]}")]
    [TestCase("00000000000000ff", "ff")]
    [TestCase("00000000000000ff", "no number")]
    [TestCase("ageGroup", "county")]
    [TestCase("\"content\":{", "\"content\":{\"package\":null,")]
    [TestCase("\"content\":{", "\"content\":{\"package\":1,")]
    [TestCase("\"asOf\":null,", "")]
    [TestCase("2026-01-01", "2026-02-30")]
    [TestCase("persons", "buildings")]
    [TestCase("}", "")]
    [TestCase("[\"sv\"]", "\"sv\"")]
    [TestCase("[\"sv\"]", "[1]")]
    public void What_the_program_did_not_write_is_no_order(string old, string replacement) =>
        Assert.That(
            () => ExtractOrder.FromJson(Text.Replace(old, replacement, StringComparison.Ordinal)),
            Throws.TypeOf<FormatException>().With.Message.StartsWith("an order").Or.TypeOf<FormatException>());

    [SeededProperty(MaxTest = 300)]
    public Property Any_tree_of_criteria_is_read_as_it_was_written() =>
        Prop.ForAll(Trees(4).ToArbitrary(), where =>
        {
            var text = (Order with { Where = where }).ToJson();
            return ExtractOrder.FromJson(text).ToJson() == text;
        });

    private static Gen<Criterion> Trees(int depth)
    {
        var leaf = Gen.Elements(CriterionKinds.All.ToArray()).SelectMany(kind => Gen.Choose(0, 150).Select(number => Leaf(kind, number)));
        if (depth == 0)
        {
            return leaf;
        }

        var children = Trees(depth - 1).NonEmptyListOf().Select(list => (IReadOnlyList<Criterion>)[.. list.Take(3)]);
        return Gen.OneOf(leaf, children.Select(Criterion.AllOf), children.Select(Criterion.AnyOf), Trees(depth - 1).Select(Criterion.Not));
    }

    private static Criterion Leaf(CriterionKind kind, int number) => kind.Shape switch
    {
        CriterionShape.Codes => kind.OfCodes([number.ToString("D3", null), "205"]),
        CriterionShape.Ages => kind.OfAges(number % 3 == 0 ? null : number, number),
        _ => kind.OfDays(DateOnly.FromDayNumber(700_000 + number), number % 2 == 0 ? null : DateOnly.FromDayNumber(730_000 + number)),
    };
}
