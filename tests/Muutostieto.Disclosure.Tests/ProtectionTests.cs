using System.Text;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Disclosure.Tests.Support;
using Muutostieto.Disclosure.Windows;
using Muutostieto.Records.Json;
using Muutostieto.Register;

namespace Muutostieto.Disclosure.Tests;

/// <summary>Every record that the gate can disclose is judged as of its key and as of now.</summary>
public sealed class ProtectionTests
{
    private const long Person = 1;

    private static readonly string[] Records = ["base", "listed", "full", "leaving", "merger", "change", "replacement"];

    private static IEnumerable<TestCaseData> All() =>
        from record in Records
        from right in Enum.GetValues<NonDisclosureRight>()
        from isList in new[] { false, true }
        where right != NonDisclosureRight.OrderOnly || isList
        where record != "listed" || isList
        where record is not ("base" or "leaving") || !isList || right != NonDisclosureRight.None
        select new TestCaseData(record, right, isList);

    [TestCaseSource(nameof(All))]
    public void A_record_of_a_recorded_delivery_is_refused_when_an_order_came_after_its_key(
        string record,
        NonDisclosureRight right,
        bool isList)
    {
        Assert.That(
            Disclose(record, right, isList, Later(LateOrder.Refuse, Person + 1)),
            Is.Not.Null,
            "an order of another person hinders nothing");
        Assert.That(() => Disclose(record, right, isList, Later(LateOrder.Refuse, Person)), Throws.TypeOf<LateOrderException>());
    }

    [TestCaseSource(nameof(All))]
    public void A_record_that_is_recorded_nowhere_is_masked_when_an_order_came_after_its_key(
        string record,
        NonDisclosureRight right,
        bool isList)
    {
        Assert.That(
            Disclose(record, right, isList, Later(LateOrder.Mask, Person + 1)),
            record is "merger" or "leaving" ? Is.Not.Null : Does.Contain("Salakuja"));

        var masked = Disclose(record, right, isList, Later(LateOrder.Mask, Person));

        Assert.That(masked ?? "", Does.Not.Contain("Salakuja").And.Not.Contain("87100"));
        if (record == "replacement")
        {
            Assert.That(masked, Is.Null, "a change of the address alone says nothing");
            return;
        }

        Assert.That(
            masked is null,
            Is.EqualTo(right == NonDisclosureRight.None && record != "leaving"),
            "without the right there is no record, and who left the area is said to have left");
        if (right == NonDisclosureRight.OrderOnly && record != "leaving")
        {
            Assert.That(masked, Does.Not.Contain("\"kuntanumero\":\"205\""));
        }
    }

    [TestCaseSource(nameof(All))]
    public void Who_was_protected_as_of_the_key_by_a_merger_is_masked_in_a_recorded_delivery_too(
        string record,
        NonDisclosureRight right,
        bool isList)
    {
        var disclosed = Disclose(record, right, isList, Of(LateOrder.Refuse, atKey: [Person], later: []));

        Assert.That(disclosed ?? "", Does.Not.Contain("Salakuja"));
    }

    [Test]
    public void A_protected_person_is_known_by_all_codes_and_by_nothing_like_them()
    {
        var protection = Of(LateOrder.Refuse, atKey: [1], later: [2]);

        Assert.That(
            new[] { "010190-901X", "010190-902X", "010190-903X", "010190-901", "010190-901XX", "", "           ", "ääääää" }.Select(code =>
                protection.Covers(Encoding.UTF8.GetBytes(code))),
            Is.EqualTo(new[] { true, true, false, false, false, false, false, false }));
        Assert.That(new long[] { 1, 2, 3 }.Select(protection.Covers), Is.EqualTo(new[] { true, true, false }));
    }

    private static Protection Later(LateOrder late, long person) => Of(late, [], [person]);

    private static Protection Of(LateOrder late, long[] atKey, long[] later) =>
        new(new ProtectedPersons(atKey.ToHashSet(), later.ToHashSet()), person => [$"010190-90{person}X"], late);

    /// <summary>One record of a person in Kajaani, as JSON; null when there is none.</summary>
    private static string? Disclose(string record, NonDisclosureRight right, bool isList, Protection protection)
    {
        var terms = Some.Terms with { NonDisclosureRight = right, IsList = isList };
        var gate = new DisclosedRecord.Gate(terms, Layouts.Catalog, new DateOnly(2026, 11, 16), protection, Some.NoOrders);
        var disclosed = DisclosedRecord.Gate.NewContainer();
        var document = Encoding.UTF8.GetBytes(ResidentDocument.Of(groups: ResidentDocument.Address));
        var before = new PersonVersion(
            Person,
            new JournalKey(1),
            null,
            "010190-900X",
            "205",
            true,
            null,
            Encoding.UTF8.GetBytes(ResidentDocument.Of()));
        var person = before with { From = new JournalKey(2), Document = document };
        var isDisclosed = record switch
        {
            "base" => gate.TryDiscloseBase(
                new ResidentRow
                {
                    PersonId = Person,
                    IdentityCode = "010190-900X"u8,
                    Municipality = "205"u8,
                    Document = document,
                },
                disclosed),
            "listed" => gate.TryDiscloseListed(
                new VersionRow
                {
                    PersonId = Person,
                    IdentityCode = "010190-900X"u8,
                    Municipality = "205"u8,
                    Document = document,
                },
                disclosed),
            "full" => gate.TryDiscloseFull(person, "20260601", disclosed),
            "leaving" => gate.TryDiscloseLeaving("010190-900X", person, "20260601", disclosed),
            "merger" => gate.TryDiscloseMerger("010190-900X", person, "20260601", disclosed),
            "change" => gate.TryDiscloseChange(Entry("0"), before, person, new PersonWindow(before, person, []), disclosed),
            "replacement" => gate.TryDiscloseChange(Entry("1"), before, person, new PersonWindow(before, person, []), disclosed),
            _ => throw new ArgumentOutOfRangeException(nameof(record)),
        };
        if (!isDisclosed)
        {
            return null;
        }

        using var writer = new JsonRecordWriter();
        return Encoding.UTF8.GetString(writer.Write(disclosed.Content));
    }

    private static JournalEntry Entry(string type) =>
        new(
            new JournalKey(2),
            JournalEntryKind.Record,
            Person,
            "XCM",
            "20260601",
            type,
            "1",
            Encoding.UTF8.GetBytes(
                $$"""{"hetu":"010190-900X","tapahtuma":"XCM","rekisterointipv":"20260601","muutostyyppi":"{{type}}","rooli":"1","ryhmat":"""
                    + $$"""[{"ryhma":"004","muutos":"3","sukunimi":"Toinen"},{{ResidentDocument.Address.TrimEnd(',')}}]}"""
            ));
}
