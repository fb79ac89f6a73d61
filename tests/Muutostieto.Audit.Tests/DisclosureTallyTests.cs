using Muutostieto.Records.Model;

namespace Muutostieto.Audit.Tests;

/// <summary>
/// What is noted of the records is what the payload says of each person, however many there are and however far their ids lie apart.
/// </summary>
public sealed class DisclosureTallyTests
{
    private static readonly string[] Codes =
    [
        .. Layouts.Catalog.Groups.Select(group => group.Code).Distinct().Order(StringComparer.Ordinal),
    ];

    [Test]
    public void Who_is_named_in_a_record_of_something_else_has_the_group_that_names_alone()
    {
        var tally = new DisclosureTally(Layouts.Buildings);
        tally.Add(7, "969");
        tally.Add(700, "969");
        tally.Add(7, "969");
        var content = tally.ToContent();
        Assert.That(content.Count, Is.EqualTo(2));
        Assert.That(PayloadFile.GroupsOf(PayloadFile.Write(content), 7), Is.EqualTo(new[] { "969" }));
    }

    [SeededProperty(MaxTest = 60, EndSize = 1_000_000)]
    public void A_payload_says_of_everybody_which_groups_their_records_had(int seed)
    {
        var random = new Random(seed);
        var highest = random.Next(3) switch { 0 => 40, 1 => 3_000, _ => 2_000_000 };
        var expected = new SortedDictionary<long, SortedSet<string>>();
        var added = new List<(long Person, string[] Groups)>();
        for (var records = random.Next(200); records > 0; records--)
        {
            var person = random.Next(1, highest);
            var groups = Enumerable.Range(0, random.Next(1, 6)).Select(_ => Codes[random.Next(Codes.Length)]).ToArray();
            added.Add((person, groups));
            expected.TryAdd(person, []);
            expected[person].UnionWith(groups);
        }

        var content = Tally(added);
        var file = PayloadFile.Write(content);

        Assert.That(content.Count, Is.EqualTo(expected.Count));
        foreach (var (person, groups) in expected)
        {
            Assert.That(PayloadFile.GroupsOf(file, person), Is.EqualTo(groups));
        }

        foreach (
            var other in Enumerable.Range(0, 50).Select(_ => (long)random.Next(highest + 100)).Where(other => !expected.ContainsKey(other)))
        {
            Assert.That(PayloadFile.GroupsOf(file, other), Is.Null);
        }

        Assert.That(content.Groups.ToDictionary(group => group.Code, group => group.Count), Is.EquivalentTo(
            expected.SelectMany(one => one.Value).GroupBy(code => code).ToDictionary(group => group.Key, group => (long)group.Count())));
        Assert.That(Tally([.. added.OrderBy(_ => random.Next())]).Digest(), Is.EqualTo(content.Digest()), "their order does not matter");
    }

    [Test]
    public void A_delivery_without_persons_has_a_payload_that_names_no_one()
    {
        var file = PayloadFile.Write(Tally([]));

        Assert.That(PayloadFile.GroupsOf(file, 0), Is.Null);
        Assert.That(PayloadFile.GroupsOf(file, 1), Is.Null);
    }

    [Test]
    public void One_person_or_group_more_is_another_content()
    {
        string[] digests =
        [
            Digest((7, ["004"])),
            Digest((8, ["004"])),
            Digest((7, ["004", "101"])),
            Digest((7, ["101"])),
            Digest((7, ["004"]), (8, ["004"])),
            Digest(),
        ];

        Assert.That(digests, Is.Unique);
    }

    /// <summary>
    /// How many in a thousand have a group, as in a county's base of the widest product. Chance decides who, which is the worst that can
    /// be. Groups that were added since are rare.
    /// </summary>
    [Test]
    public void A_base_of_700_000_persons_takes_less_than_2_MB()
    {
        int[] shares =
        [
            .. Enumerable.Repeat(1000, 14),
            958,
            910,
            362,
            321,
            176,
            174,
            173,
            158,
            42,
            12,
            12,
            10,
            7,
            7,
            7,
            4,
            3,
            2,
            1,
            1,
            1,
            1,
            1,
        ];
        var specs = Codes.Select(code => Layouts.Catalog.Newest(code)!).ToArray();
        var random = new Random(7);
        var tally = new DisclosureTally(Layouts.Catalog);
        var record = new Record();
        for (var person = 1; person <= 700_000; person++)
        {
            record.Clear();
            for (var group = 0; group < specs.Length; group++)
            {
                if (random.Next(1000) < (group < shares.Length ? shares[group] : 1))
                {
                    record.Add(specs[group], (byte)'1');
                }
            }

            tally.Add(person, record);
        }

        Assert.That(PayloadFile.Write(tally.ToContent()), Has.Length.LessThan(2_000_000).And.Length.GreaterThan(300_000));
    }

    private static string Digest(params (long Person, string[] Groups)[] records) => Tally(records).Digest();

    private static AuditContent Tally(IReadOnlyCollection<(long Person, string[] Groups)> records)
    {
        var tally = new DisclosureTally(Layouts.Catalog);
        var record = new Record();
        foreach (var (person, groups) in records)
        {
            record.Clear();
            foreach (var group in groups)
            {
                record.Add(Layouts.Catalog.Newest(group)!, (byte)'1');
            }

            tally.Add(person, record);
        }

        return tally.ToContent();
    }
}
