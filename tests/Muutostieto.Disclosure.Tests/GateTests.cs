using System.Text;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Disclosure.Tests.Support;
using Muutostieto.Disclosure.Windows;
using Muutostieto.Records.Json;
using Muutostieto.Register;

namespace Muutostieto.Disclosure.Tests;

public sealed class GateTests
{
    /// <summary>Each group that an order covers and that has an end.</summary>
    public static IEnumerable<string> Covered =>
        Layouts
            .Catalog.Groups.Where(spec => spec.IsNewest && spec.IsCovered && spec.Field("loppupv") is not null)
            .Select(spec => spec.Code);

    private const string Email = """{"ryhma":"421","muutos":"1","laji":"99","osoite":"aino@example.fi"},""";

    [Test]
    public void A_resident_passes_as_a_base_record_with_every_group_of_the_product()
    {
        var passed = Disclose(ResidentDocument.Of(groups: ResidentDocument.Address), Some.Terms);

        Assert.That(
            passed,
            Is.EqualTo(
                """{"hetu":"010190-900X","tapahtuma":"XXX","rekisterointipv":"20261116","muutostyyppi":"1","rooli":"1","ryhmat":"""
                    + """[{"ryhma":"003","muutos":"1","sukupuoli":"2"},"""
                    + """{"ryhma":"004","muutos":"1","sukunimi":"Korhonen","etunimet":"Aino Maria"},"""
                    + ResidentDocument.Address
                    + """{"ryhma":"204","muutos":"1","kuntanumero":"205","muuttopv":"20010515"},"""
                    + """{"ryhma":"901","muutos":"1","syntymapv":"19900101"}]}"""
            ));
    }

    [Test]
    public void A_person_outside_the_area_does_not_pass() =>
        Assert.That(Disclose(ResidentDocument.Of(municipality: "091"), Some.Terms), Is.Null);

    [TestCase("20290131")]
    [TestCase("99990000")]
    [TestCase("")]
    public void Without_the_right_a_protected_person_is_not_there_at_all(string end)
    {
        var order = $$"""{"ryhma":"015","muutos":"1"{{(end.Length > 0 ? $",\"paattymispv\":\"{end}\"" : "")}}},""";

        Assert.That(Disclose(ResidentDocument.Of(groups: order + ResidentDocument.Address), Some.Terms), Is.Null);
    }

    [Test]
    public void The_index_alone_protects_even_when_the_document_has_no_order() =>
        Assert.That(Disclose(ResidentDocument.Of(groups: ResidentDocument.Address), Some.Terms, orderInIndex: "20290131"), Is.Null);

    [Test]
    public void With_the_right_the_order_and_the_municipality_are_clear_and_the_address_is_a_mask()
    {
        var passed = Disclose(
            ResidentDocument.Of(groups: ResidentDocument.Order + ResidentDocument.Address),
            Some.Terms with
            {
                NonDisclosureRight = NonDisclosureRight.Section37,
            }
        )!;

        using (Assert.EnterMultipleScope())
        {
            Assert.That(passed, Does.Contain("\"ryhma\":\"015\"").And.Contain("\"kuntanumero\":\"205\""));
            Assert.That(
                passed,
                Does.Contain(
                    $$"""{"ryhma":"101","muutos":"1","katu_fi":"{{NonDisclosureMask.Finnish}}","katu_sv":"{{NonDisclosureMask.Swedish}}"},{"ryhma":"204","""
                ));
            Assert.That(passed, Does.Not.Contain("Salakuja").And.Not.Contain("Hemliga").And.Not.Contain("87100"));
        }
    }

    [Test]
    public void With_the_right_everything_that_says_where_a_protected_person_is_goes_whatever_the_addresses()
    {
        const string Everywhere = """
            {"ryhma":"102","muutos":"1","katu_fi":"Mökkitie"},{"ryhma":"103","muutos":"1","osoite_fi":"PL 13"},{"ryhma":"104","muutos":"1","lahiosoite":"Hidden street","maa":"998"},{"ryhma":"452","muutos":"0","teksti":"Entinen valtio"},{"ryhma":"105","muutos":"1","paikkakunta":"Oslo"},
            """;
        const string Dwelling = """{"ryhma":"909","muutos":"1","rakennustunnus":"900000041C","osoitenumero":"1"}""";
        var document = ResidentDocument.Of(groups: ResidentDocument.Order + Everywhere.Trim())
            .Replace("{\"ryhma\":\"901\"", Email + "{\"ryhma\":\"901\"", StringComparison.Ordinal)
            .Replace("]}", "," + Dwelling + "]}", StringComparison.Ordinal);
        var terms = Some.Terms with { NonDisclosureRight = NonDisclosureRight.Section37 };
        var passed = Disclose(document, terms)!;
        var plain = Disclose(ResidentDocument.Of(groups: ResidentDocument.Order), terms);

        Assert.That(passed, Is.EqualTo(plain), "it does not show which addresses there are");
    }

    [Test]
    public void What_the_product_lacks_is_left_out_with_all_that_clarifies_it()
    {
        const string Citizenships =
            """{"ryhma":"002","muutos":"1","kielikoodi":"98"},{"ryhma":"452","muutos":"0","teksti":"romani"},"""
                + """{"ryhma":"007","muutos":"1","maa":"998"},{"ryhma":"452","muutos":"0","teksti":"Entinen valtio"},""";
        var passed = Disclose(ResidentDocument.Of(groups: Citizenships), Only("002", "204", "452"));

        Assert.That(passed, Does.Contain("romani").And.Not.Contain("Entinen").And.Not.Contain("007").And.Not.Contain("Korhonen"));
    }

    [Test]
    public void A_clarifying_group_goes_when_the_one_it_clarifies_went_through_another()
    {
        const string Guardian =
            """{"ryhma":"305","muutos":"1","laji":"1"},{"ryhma":"320","muutos":"1","oikeus":"T301"},"""
                + """{"ryhma":"451","muutos":"0","sukunimi":"Nimetön","maa":"998"},"""
                + """{"ryhma":"452","muutos":"0","teksti":"Entinen valtio"},""";

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Disclose(ResidentDocument.Of(groups: Guardian), Some.Terms), Does.Contain("Entinen valtio"));
            Assert.That(
                Disclose(ResidentDocument.Of(groups: Guardian), Only("204", "305", "320", "452")),
                Does.Contain("T301").And.Not.Contain("Nimetön").And.Not.Contain("Entinen valtio"));
            Assert.That(
                Disclose(ResidentDocument.Of(groups: Guardian), Only("204", "320", "451", "452")),
                Does.Not.Contain("T301").And.Not.Contain("Nimetön").And.Not.Contain("Entinen valtio"));
        }
    }

    [Test]
    public void Fields_that_the_product_lacks_are_empty()
    {
        var terms = Some.Terms with { Groups = [new TermsGroup("004", ["sukunimi"]), new TermsGroup("204", null)] };

        Assert.That(Disclose(ResidentDocument.Of(), terms), Does.Contain("{\"ryhma\":\"004\",\"muutos\":\"1\",\"sukunimi\":\"Korhonen\"}"));
    }

    [Test]
    public void No_one_gets_a_mask_when_the_product_has_no_addresses()
    {
        var terms = Only("004", "015", "204") with { NonDisclosureRight = NonDisclosureRight.Section37 };

        Assert.That(
            Disclose(ResidentDocument.Of(groups: ResidentDocument.Order + ResidentDocument.Address), terms),
            Does.Not.Contain("\"ryhma\":\"101\"").And.Contain("\"ryhma\":\"015\""));
    }

    [TestCase("20290131", false)]
    [TestCase(null, true)]
    public void Without_the_right_no_record_passes_of_a_person_under_an_order_however_it_was_requested(
        string? end,
        bool isProtectedAtEnd)
    {
        var gate = new DisclosedRecord.Gate(
            Some.Terms,
            Layouts.Catalog,
            new DateOnly(2026, 11, 16),
            Some.Protection,
            Some.NoOrders);
        var document = Encoding.UTF8.GetBytes(ResidentDocument.Of(groups: ResidentDocument.Address));
        var person = new PersonVersion(1, new JournalKey(2), null, "010190-900X", "205", true, end, document);
        var disclosed = DisclosedRecord.Gate.NewContainer();
        foreach (var type in new[] { "0", "1" })
        {
            var entry = new JournalEntry(
                new JournalKey(2),
                JournalEntryKind.Record,
                1,
                "XCM",
                "20260601",
                type,
                "1",
                Encoding.UTF8.GetBytes(
                    $$"""{"hetu":"010190-900X","tapahtuma":"XCM","rekisterointipv":"20260601","muutostyyppi":"{{type}}","rooli":"1","ryhmat":[{"ryhma":"004","muutos":"3","sukunimi":"Toinen"},{{ResidentDocument.Address.TrimEnd(',')}}]}"""
                ));
            Assert.That(
                gate.TryDiscloseChange(
                    entry,
                    person,
                    person,
                    new PersonWindow(person, person with { NonDisclosureEnd = isProtectedAtEnd ? "99990000" : end }, []),
                    disclosed),
                Is.False);
            Assert.That(disclosed.Content.GroupCount, Is.Zero);
        }

        Assert.That(gate.TryDiscloseFull(person, "20260601", disclosed), Is.EqualTo(end is null));
    }

    /// <summary>What a permit covers, and its right: every pair that a permit may have.</summary>
    private static readonly (bool IsList, NonDisclosureRight Right)[] Rights =
    [
        (false, NonDisclosureRight.None), (false, NonDisclosureRight.Section37),
        (true, NonDisclosureRight.None), (true, NonDisclosureRight.Section37), (true, NonDisclosureRight.OrderOnly),
    ];

    /// <summary>The nightly job takes them out of the state; where it has not run, the gate does not rely on it.</summary>
    [Test]
    public void What_has_ended_does_not_pass_for_who_has_ever_been_under_an_order(
        [ValueSource(nameof(Covered))] string code,
        [Values("20261115", "20261116", "20261117")] string end,
        [Values] bool hasHadOrder)
    {
        var group = $$"""{"ryhma":"{{code}}","muutos":"1","alkupv":"20260101","loppupv":"{{end}}"},""";
        var orders = new OrderHistory(() => hasHadOrder ? new HashSet<long> { 1 } : [], () => new HashSet<string>(), _ => null, _ => []);
        var document = Encoding.UTF8.GetBytes(ResidentDocument.Of(groups: group));
        var person = new PersonVersion(1, new JournalKey(2), null, "010190-900X", "205", true, null, document);
        foreach (var (isList, right) in Rights)
        {
            var gate = new DisclosedRecord.Gate(
                Some.Terms with { IsList = isList, NonDisclosureRight = right },
                Layouts.Catalog,
                new DateOnly(2026, 11, 16),
                Some.Protection,
                orders);
            var disclosed = DisclosedRecord.Gate.NewContainer();
            Assert.That(gate.TryDiscloseFull(person, "20261116", disclosed), Is.True);
            Assert.That(
                disclosed.Content.IndexOf(code) >= 0, Is.EqualTo(!hasHadOrder || end == "20261117"), $"list: {isList}, right: {right}");
        }
    }

    [Test]
    public void What_has_ended_does_not_pass_with_the_end_of_an_order(
        [ValueSource(nameof(Covered))] string code,
        [Values("20261115", "20261116", "20261117")] string end)
    {
        var group = $$"""{"ryhma":"{{code}}","muutos":"1","alkupv":"20260101","loppupv":"{{end}}"},""";
        var orders = new OrderHistory(() => new HashSet<long> { 1 }, () => new HashSet<string>(), _ => null, _ => []);
        var terms = Some.Terms with { NonDisclosureRight = NonDisclosureRight.Section37 };
        var gate = new DisclosedRecord.Gate(terms, Layouts.Catalog, new DateOnly(2026, 11, 16), Some.Protection, orders);
        var free = Encoding.UTF8.GetBytes(ResidentDocument.Of(groups: group));
        var covered = Encoding.UTF8.GetBytes(ResidentDocument.Of(groups: ResidentDocument.Order + group));
        var before = new PersonVersion(1, new JournalKey(2), new JournalKey(3), "010190-900X", "205", true, "99990000", covered);
        var after = new PersonVersion(1, new JournalKey(3), null, "010190-900X", "205", true, null, free);
        var lift = new JournalEntry(
            new JournalKey(3),
            JournalEntryKind.Record,
            1,
            "XCG",
            "20261116",
            "0",
            "1",
            Encoding.UTF8.GetBytes(
                """{"hetu":"010190-900X","tapahtuma":"XCG","rekisterointipv":"20261116","muutostyyppi":"0","rooli":"1","ryhmat":[{"ryhma":"015","muutos":"4"}]}"""
            ));
        var disclosed = DisclosedRecord.Gate.NewContainer();

        Assert.That(gate.TryDiscloseChange(lift, before, after, new PersonWindow(before, after, []), disclosed), Is.True);
        Assert.That(
            Enumerable
                .Range(0, disclosed.Content.GroupCount)
                .Any(at => disclosed.Content.Spec(at).Code == code && disclosed.Content.Text(at, "loppupv") == end),
            Is.EqualTo(end == "20261117"));
    }

    [Test]
    public void A_record_can_be_disclosed_by_the_gate_alone()
    {
        var constructors = typeof(DisclosedRecord).GetConstructors(
            System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.NonPublic);

        Assert.That(constructors.Select(constructor => constructor.IsPrivate), Is.EqualTo(new[] { true }));
    }

    private static DisclosureTerms Only(params string[] groups) =>
        Some.Terms with
        {
            Groups = [.. groups.Select(group => new TermsGroup(group, null))],
        };

    private static string? Disclose(string document, DisclosureTerms terms, string? orderInIndex = null)
    {
        var person = TestRegister.Person(document);
        var gate = new DisclosedRecord.Gate(terms, Layouts.Catalog, new DateOnly(2026, 11, 16), Some.Protection, Some.NoOrders);
        var disclosed = DisclosedRecord.Gate.NewContainer();
        var row = new ResidentRow
        {
            IdentityCode = Encoding.ASCII.GetBytes(person.IdentityCode),
            Municipality = Encoding.ASCII.GetBytes(person.Municipality),
            NonDisclosureEnd = Encoding.ASCII.GetBytes(orderInIndex ?? person.NonDisclosureEnd ?? ""),
            Document = person.Document.Span,
        };
        if (!gate.TryDiscloseBase(row, disclosed))
        {
            return null;
        }

        using var writer = new JsonRecordWriter();
        return Encoding.UTF8.GetString(writer.Write(disclosed.Content));
    }
}
