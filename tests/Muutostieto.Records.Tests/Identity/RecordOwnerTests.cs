using Muutostieto.Records.Identity;
using Muutostieto.Records.Model;

namespace Muutostieto.Records.Tests.Identity;

/// <summary>
/// Which person a record concerns. Persons 1 and 2 have the codes A and B in force; F was 1's, G was 1's and 2's; L was 1's and is 2's now;
/// X and Y are unknown.
/// </summary>
public sealed class RecordOwnerTests
{
    private static readonly Directory Codes = new(
        new()
        {
            ["A"] = new(1, []),
            ["B"] = new(2, []),
            ["F"] = new(null, [1]),
            ["G"] = new(null, [1, 2]),
            ["L"] = new(2, []),
        },
        [(1, "L")]);

    // Changes: the header's code, then groups 001 as attribute, code and validity; the owner, by a former code alone (~), who merges (+),
    // codes given away (-), or the conflict (!).
    [TestCase("A", "", "1")]
    [TestCase("F", "", "1~")]
    [TestCase("G", "", "!SharedFormerCode")]
    [TestCase("X", "", "none")]
    [TestCase("A", "3A2 1X1", "1")]
    [TestCase("X", "3A2 1X1", "1", Description = "by the code that it passivates")]
    [TestCase("F", "0A1", "1", Description = "a code in force names before a former one")]
    [TestCase("F", "0B1", "2", Description = "a code in force names before a former one")]
    [TestCase("G", "0B1", "2")]
    [TestCase("G", "3B2 1X1", "2~")]
    [TestCase("G", "3A2 3B2", "!SharedFormerCode")]
    [TestCase("A", "1B1", "!SeveralInForce")]
    [TestCase("A", "0B1", "!SeveralInForce")]
    [TestCase("X", "1A1 1B1", "!SeveralInForce")]
    [TestCase("A", "3B2", "1+2")]
    [TestCase("A", "1B2", "1+2", Description = "never the owner's: passivated by the record")]
    [TestCase("A", "3A2 3B2 1X1", "1+2")]
    [TestCase("F", "3B2", "1~+2")]
    [TestCase("A", "1G2", "1", Description = "a former code passivated again merges no one")]
    [TestCase("A", "4B1", "1", Description = "what is deleted is no claim")]
    [TestCase("A", "5B1 6X1", "1")]
    [TestCase("A", "0L2", "1-L", Description = "the owner lost it: history")]
    [TestCase("A", "1L2", "1-L")]
    [TestCase("A", "3L2", "1+2", Description = "a passivation says that the two are one")]
    [TestCase("A", "6L2", "1+2")]
    public void A_change_concerns(string header, string groups, string expected) =>
        Assert.That(Show(Of(RecordType.Old, header, groups, Codes)), Is.EqualTo(expected));

    [TestCase("A", "", "1")]
    [TestCase("F", "", "none", Description = "a former code alone is another person")]
    [TestCase("G", "", "none")]
    [TestCase("X", "1A2 1X1", "1", Description = "the record passivates the person's code in force")]
    [TestCase("F", "1A2 1F1", "1")]
    [TestCase("F", "1F1 1G2", "none")]
    [TestCase("A", "1B1", "!SeveralInForce")]
    [TestCase("A", "1B2", "1+2")]
    [TestCase("X", "1A2 1B2", "1+2")]
    public void A_whole_person_is(string header, string groups, string expected) =>
        Assert.That(Show(Of(RecordType.New, header, groups, Codes)), Is.EqualTo(expected));

    [TestCase("X", "1A2 1X1", "none-A", Description = "1 has a line of its own, so that the two are two")]
    [TestCase("B", "1A2", "2-A")]
    [TestCase("A", "", "1")]
    public void Beside_a_line_of_its_own_a_persons_code_merges_no_one(string header, string groups, string expected) =>
        Assert.That(Show(Of(RecordType.New, header, groups, Codes with { Apart = 1 })), Is.EqualTo(expected));

    [Test]
    public void What_was_given_away_is_left_out_of_the_record()
    {
        var record = Make(RecordType.Old, "A", "0A1 0L2 0F2");
        RecordOwner.Of(record, RecordCodes.Of(record), Codes).LeaveOutGivenAway(record);

        Assert.That(Forms.Show(record), Does.Contain("\"A\"").And.Contain("\"F\"").And.Not.Contain("\"L\""));
    }

    private static RecordOwner Of(byte type, string header, string groups, Directory codes)
    {
        var record = Make(type, header, groups);
        return RecordOwner.Of(record, RecordCodes.Of(record), codes);
    }

    private static Record Make(byte type, string header, string groups)
    {
        var record = new Record();
        record.Set(HeaderField.IdentityCode, header);
        record.Set(HeaderField.Type, [type]);
        foreach (var text in groups.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var group = record.Add(Layouts.Catalog.Newest("001")!, (byte)text[0]);
            record.Set(group, "hetu", text[1..^1]);
            record.Set(group, "voimassaolo", text[^1..]);
        }

        return record;
    }

    private static string Show(RecordOwner owner) =>
        owner.Conflict is { } conflict
            ? $"!{conflict}"
            : $"{(owner.Person is { } person ? $"{person}" : "none")}{(owner.ByFormerCode ? "~" : "")}"
                + $"{string.Concat(owner.Merged.Select(merged => $"+{merged}"))}"
                + string.Concat(owner.GivenAway.Select(code => $"-{code}"));

    private sealed record Directory(Dictionary<string, CodeHolders> Holders, HashSet<(long Person, string Code)> LostCodes) : ICodeDirectory
    {
        internal long Apart { get; init; }

        public CodeHolders HoldersOf(string code) => Holders.GetValueOrDefault(code, CodeHolders.None);

        public bool Lost(long person, string code) => LostCodes.Contains((person, code));

        public bool IsApart(long person) => person == Apart;
    }
}
