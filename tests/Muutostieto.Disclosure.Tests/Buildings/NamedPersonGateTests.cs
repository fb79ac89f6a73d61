using System.Text;
using Muutostieto.Disclosure.Buildings;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Disclosure.Purposes;
using Muutostieto.Register;
using Muutostieto.Register.Buildings;
using Muutostieto.Register.Sqlite;

namespace Muutostieto.Disclosure.Tests.Buildings;

/// <summary>What a building's record says of its owners, over a register of two persons.</summary>
public sealed class NamedPersonGateTests
{
    private const string First = "010190-900X";
    private const string Second = "010190-901Y";
    private const string Shown = "02 010190-900X Korhonen Aino Maria 19900101 2 20200101";
    private static readonly DateOnly Day = new(2026, 11, 16);

    private TestRegister register = null!;

    private JournalKey Head => register.Reader.LatestKey();

    [SetUp]
    public void SetUp() => register = TestRegister.Of(ResidentDocument.Of(First), ResidentDocument.Of(Second, municipality: "290"));

    [TearDown]
    public void TearDown() => register.Dispose();

    [Test]
    public void A_person_has_the_code_in_force_and_the_names_of_the_persons_own_record()
    {
        Assert.That(Said(Person(1)), Is.EqualTo(Shown));
        Assert.That(Said(Person(1, """, "sukunimi":"Vanha", "syntymapv":"19000101" """)), Is.EqualTo(Shown), "whatever the building says");
    }

    [TestCase(NonDisclosureRight.None, "02")]
    [TestCase(NonDisclosureRight.OrderOnly, "02")]
    [TestCase(NonDisclosureRight.Section37, Shown)]
    public void A_protected_person_is_there_with_the_right_of_37_alone(NonDisclosureRight right, string expected)
    {
        Enter(1, ResidentDocument.Of(First, groups: ResidentDocument.Order));
        Assert.That(Said(Person(1), right), Is.EqualTo(expected));
    }

    [TestCase(LateOrder.Mask, "02")]
    [TestCase(LateOrder.Disregard, Shown)]
    public void Who_is_protected_since_the_key_is_hidden_unless_nothing_leaves(LateOrder late, string expected)
    {
        var key = Head;
        Enter(1, ResidentDocument.Of(First, groups: ResidentDocument.Order));
        Assert.That(Said(Person(1), asOf: key, judged: key, late: late), Is.EqualTo(expected));
        Assert.That(() => Said(Person(1), asOf: key, judged: key, late: LateOrder.Refuse), Throws.TypeOf<LateOrderException>());
        Assert.That(Said(Person(1), asOf: key, judged: Head, late: LateOrder.Refuse), Is.EqualTo("02"), "judged after the order");
    }

    [Test]
    public void An_owner_who_was_merged_into_another_is_that_one()
    {
        Merge(gone: 2, into: 1, ResidentDocument.Of(First));
        Assert.That(Said(Person(2)), Is.EqualTo(Shown));
        Enter(1, ResidentDocument.Of(First, groups: ResidentDocument.Order));
        Assert.That(Said(Person(2)), Is.EqualTo("02"), "the survivor is protected");
    }

    [Test]
    public void An_owner_who_was_protected_before_being_merged_is_hidden()
    {
        Enter(2, ResidentDocument.Of(Second, groups: ResidentDocument.Order));
        var key = Head;
        Merge(gone: 2, into: 1, ResidentDocument.Of(First, groups: ResidentDocument.Order));
        Assert.That(Said(Person(2), asOf: key), Is.EqualTo("02"));
        Assert.That(Said(Person(2)), Is.EqualTo("02"));
    }

    [TestCase("", Purpose.AddressService, "02")]
    [TestCase("", Purpose.AuthorityTask, Shown)]
    [TestCase("20261115", Purpose.AddressService, Shown)]
    [TestCase("20261117", Purpose.AddressService, "02")]
    public void A_ban_on_the_purpose_hides_as_long_as_it_is_in_force(string end, Purpose purpose, string expected)
    {
        var key = Head;
        Enter(1, ResidentDocument.Of(First, groups: Ban(end)));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Said(Person(1), purpose: purpose), Is.EqualTo(expected), "as of now");
            Assert.That(Said(Person(1), purpose: purpose, asOf: key), Is.EqualTo(expected), "as of before");
            Assert.That(Said(Person(1), purpose: purpose, asOf: key, judged: key), Is.EqualTo(Shown), "judged before it was set");
        }
    }

    [TestCase("05", "1234567-1", "Esimerkki Oy", "", "05 1234567-1 Esimerkki Oy 20200101", TestName = "A company")]
    [TestCase("13", "", "Kylän yhdistys", "", "13 Kylän yhdistys 20200101", TestName = "An association without a business id")]
    [TestCase("05", "1234567-1", "Esimerkki Oy", "Ulkonen", "05 1234567-1 Esimerkki Oy 20200101", TestName = "A company with a name")]
    [TestCase("01", "1234567-1", "Maatila Esimerkki", "", "01", TestName = "A farmer with a business id")]
    [TestCase("02", "", "", "Ulkonen", "02", TestName = "An outside person")]
    [TestCase("05", "", "Ulkonen tmi", "Ulkonen", "05", TestName = "An outside person of another kind")]
    public void Who_is_no_person_of_the_register_is_a_company_or_hidden(
        string kind, string id, string name, string surname, string expected)
    {
        var group = $"\"omistajalaji\":\"{kind}\",\"y_tunnus\":\"{id}\",\"virallinen_nimi\":\"{name}\","
            + $"\"sukunimi\":\"{surname}\",\"alkupv\":\"20200101\"";
        Assert.That(Said(Owner(null, group, id)), Is.EqualTo(expected));
        Assert.That(Said(Owner(null, group, id), NonDisclosureRight.Section37), Is.EqualTo(expected));
    }

    [Test]
    public void A_code_that_the_register_does_not_have_is_not_said() =>
        Assert.That(Said(Owner(null, """ "omistajalaji":"05","henkilotunnus":"010190-9031","virallinen_nimi":"X" """)), Is.EqualTo("05"));

    [Test]
    public void Only_the_fields_of_the_terms_are_said_and_nothing_of_owners_without_a_gate()
    {
        Assert.That(Said(Person(1), fields: ["omistajalaji", "sukunimi", "loppupv"]), Is.EqualTo("02 Korhonen"));
        var gate = new DisclosedRecord.BuildingGate(Terms(NonDisclosureRight.Section37, null), Layouts.Buildings, Day, persons: null);
        var record = DisclosedRecord.Gate.NewContainer();
        Assert.That(gate.TryDisclose(House, [Person(1)], record), Is.True);
        Assert.That(record.Content.IndexOf(BuildingState.Owner), Is.Negative);
    }

    private static BuildingRow House => new()
    {
        BuildingId = 1,
        Code = "900000041C"u8,
        Municipality = "205"u8,
        Stands = true,
        Document = """{"rakennustunnus":"900000041C","ryhmat":[{"ryhma":"932","muutos":"1","kuntakoodi":"205"}]}"""u8,
    };

    private static string Ban(string end) =>
        $$"""{"ryhma":"910","muutos":"1","laji":"YHTEYSTIETOJEN_LUOVUTUS","alkupv":"20260101","loppupv":"{{end}}"},""";

    private static BuildingOwner Person(long id, string more = "") => Owner(id, $""" "omistajalaji":"02","alkupv":"20200101"{more} """);

    private static BuildingOwner Owner(long? person, string fields, string businessId = "") => new(
        person,
        businessId,
        Encoding.UTF8.GetBytes($$"""{"rakennustunnus":"900000041C","ryhmat":[{"ryhma":"969","muutos":"1",{{fields}}}]}"""));

    private static DisclosureTerms Terms(NonDisclosureRight right, IReadOnlyList<string>? fields) => new()
    {
        Municipalities = ["205"],
        Groups = [new TermsGroup("932", null), new TermsGroup("969", fields)],
        NonDisclosureRight = right,
    };

    /// <summary>The values of the owner's row, in the order of the layout, without the empty ones.</summary>
    private string Said(
        BuildingOwner owner,
        NonDisclosureRight right = NonDisclosureRight.None,
        Purpose purpose = Purpose.AuthorityTask,
        JournalKey? asOf = null,
        JournalKey? judged = null,
        LateOrder late = LateOrder.Mask,
        IReadOnlyList<string>? fields = null)
    {
        var (key, head) = (asOf ?? Head, judged ?? Head);
        var terms = new NamedPersonTerms(right, purpose, DataUser.Authority, Day, Day, key, head);
        var owners = new NamedPersonGate(register.Reader, Layouts.Catalog, terms, Protection.Of(register.Reader, key, head, late));
        var gate = new DisclosedRecord.BuildingGate(Terms(right, fields), Layouts.Buildings, Day, owners);
        var record = DisclosedRecord.Gate.NewContainer();
        Assert.That(gate.TryDisclose(House, [owner], record), Is.True);
        var group = record.Content.IndexOf(BuildingState.Owner);
        var values = record.Content.Spec(group).Fields.Select(field => record.Content.Text(group, field.Name));
        var said = string.Join(' ', values.Where(value => value.Length > 0));
        Assert.That(gate.Named, Has.Count.EqualTo(said.Contains("Korhonen", StringComparison.Ordinal) ? 1 : 0), "persons in the audit");
        return said;
    }

    private void Enter(long person, string document) => Append(TestRegister.Person(document) with { PersonId = person }, document);

    private void Merge(long gone, long into, string document) =>
        Append(TestRegister.Person(document) with { PersonId = into, MergedPersons = [gone], FormerCodes = [Second] }, document);

    private void Append(NewVersion version, string document)
    {
        using var writer = SqliteRegister.OpenWrite(register.Path);
        using var transaction = writer.Begin();
        transaction.Append(new NewEntry("XXX", "20261101", "1", "1", Encoding.UTF8.GetBytes(document), version));
        transaction.Commit();
    }
}
