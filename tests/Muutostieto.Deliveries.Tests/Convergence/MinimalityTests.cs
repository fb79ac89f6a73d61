using System.IO.Abstractions;
using Muutostieto.Deliveries.Tests.Support;
using Muutostieto.Disclosure;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Hosting.Settings;
using Muutostieto.Hosting.Tests.Settings;
using Muutostieto.Records.Groups;
using Muutostieto.Records.Model;

namespace Muutostieto.Deliveries.Tests.Convergence;

/// <summary>A change that touches only what a product lacks makes no line: its presence would reveal something.</summary>
[Parallelizable(ParallelScope.Self)]
public sealed class MinimalityTests
{
    /// <summary>Each product that is shipped.</summary>
    public static IEnumerable<string> Products =>
        Directory.GetFiles(Path.Combine(Repository.Config, "products"), "*.json").Select(file => Path.GetFileNameWithoutExtension(file)!);

    [Test]
    public void A_change_makes_a_line_if_the_product_has_its_group([ValueSource(nameof(Products))] string product, [Values] bool hasRight)
    {
        using var life = new LifeRegister();
        var events = new LifeEvents(life);
        var terms = Some.Terms with { NonDisclosureRight = Some.Right(hasRight), Groups = GroupsOf(product) };
        using var chain = new Chain(life, terms);
        var specs = Layouts
            .Catalog.Groups.Where(spec => spec.IsNewest && spec.Clarifies.Count == 0 && spec.Code is not ("001" or "013" or "015" or "204"))
            .ToList();
        var personOf = specs.ToDictionary(spec => spec.Code, _ => events.Born("205"));
        var protectedOf = specs.ToDictionary(spec => spec.Code, _ => events.Born("205"));
        foreach (var person in protectedOf.Values)
        {
            events.Protect(person);
        }

        _ = chain.Base();
        foreach (var spec in specs)
        {
            Touch(life, events, personOf[spec.Code], spec);
            Touch(life, events, protectedOf[spec.Code], spec);
        }

        var delivered = terms.Groups.Select(group => group.Group).ToHashSet();
        var lines = chain.Changes().Select(record => record.Text(HeaderField.IdentityCode)).ToHashSet();
        foreach (var spec in specs)
        {
            var isCovered = spec.Holds is Sensitivity.Address or Sensitivity.Contact;
            Assert.That(
                lines.Contains(life.Current(personOf[spec.Code]).IdentityCode),
                Is.EqualTo(delivered.Contains(spec.Code) && (hasRight || spec.Holds != Sensitivity.FormerMunicipality)),
                spec.Code);
            Assert.That(
                lines.Contains(life.Current(protectedOf[spec.Code]).IdentityCode),
                Is.EqualTo(hasRight && !isCovered && delivered.Contains(spec.Code)),
                $"{spec.Code} of a protected person");
        }
    }

    [Test]
    public void A_change_of_our_own_group_makes_a_line_in_csv_and_none_in_fixed_width(
        [ValueSource(nameof(Products))] string product,
        [Values] bool isFull,
        [Values(NonDisclosureRight.None, NonDisclosureRight.Section37)] NonDisclosureRight right)
    {
        using var life = new LifeRegister();
        var events = new LifeEvents(life);
        using var chain = new Chain(
            life,
            Some.Terms with
            {
                NonDisclosureRight = right,
                Groups = GroupsOf(product),
                FixedOwnGroups = false,
            });
        var specs = Layouts
            .Catalog.Groups.Where(spec => spec.IsNewest && spec.Clarifies.Count == 0 && spec.Code is not ("001" or "013" or "015" or "204"))
            .ToList();
        var personOf = specs.ToDictionary(spec => spec.Code, _ => events.Born("205"));
        _ = chain.Base();
        Assert.That(chain.FixedRecords, Has.Count.EqualTo(specs.Count), "everybody is in the base of either form");
        foreach (var spec in specs)
        {
            TouchBesideWhatStays(life, events, personOf[spec.Code], spec, isFull);
        }

        var all = chain.Changes().Select(record => record.Text(HeaderField.IdentityCode)).ToHashSet();
        var genuine = chain.FixedRecords.Select(record => record.Text(HeaderField.IdentityCode)).ToHashSet();
        var delivered = GroupsOf(product).Select(group => group.Group).ToHashSet();
        foreach (var spec in specs)
        {
            var code = life.Current(personOf[spec.Code]).IdentityCode;
            var isAdmitted = right == NonDisclosureRight.Section37 || spec.Holds != Sensitivity.FormerMunicipality;
            Assert.That(all.Contains(code), Is.EqualTo(delivered.Contains(spec.Code) && isAdmitted), $"{spec.Code} in CSV");
            Assert.That(genuine.Contains(code), Is.EqualTo(delivered.Contains(spec.Code) && !spec.IsOwn), $"{spec.Code} in fixed width");
        }
    }

    [Test]
    public void A_change_of_a_field_that_the_product_lacks_makes_no_line([Values] bool hasRight)
    {
        using var life = new LifeRegister();
        var events = new LifeEvents(life);
        var terms = Some.Terms with
        {
            NonDisclosureRight = Some.Right(hasRight),
            Groups =
            [
                new TermsGroup("001", null),
                new TermsGroup("004", ["sukunimi"]),
                new TermsGroup("015", null),
                new TermsGroup("101", ["katu_fi", "katu_sv", "postinumero"]),
                new TermsGroup("204", null),
            ],
        };
        using var chain = new Chain(life, terms);
        var resident = events.Born("205");
        var hidden = events.Born("205");
        events.Protect(hidden);
        _ = chain.Base();

        foreach (var person in new[] { resident, hidden })
        {
            Correct(life, person, "101", "katunumero", "8");
            Correct(life, person, "004", "etunimet", "Aino Maria");
        }

        Assert.That(chain.Changes(), Is.Empty);

        Correct(life, resident, "101", "postinumero", "87200");
        Assert.That(chain.Changes(), Has.Count.EqualTo(1));

        Correct(life, hidden, "101", "postinumero", "87200");
        life.Enter(hidden, "XCM", (state, record) =>
        {
            record.Set(record.Copy(state.Groups, state.Groups.IndexOf("101"), ChangeAttribute.Changed), "postinumero", "87300");
            record.Set(record.Copy(state.Groups, state.Groups.IndexOf("004"), ChangeAttribute.Changed), "etunimet", "Aino");
        });
        Assert.That(chain.Changes(), Is.Empty, "that a protected person has moved shows in no line");

        Correct(life, hidden, "004", "sukunimi", "Toinen");
        Assert.That(chain.Changes(), Has.Count.EqualTo(hasRight ? 1 : 0));
    }

    [TestCase(false)]
    [TestCase(true)]
    public void A_full_record_that_changes_nothing_of_what_may_be_seen_makes_no_line(bool hasOrder)
    {
        using var life = new LifeRegister();
        var events = new LifeEvents(life);
        using var chain = new Chain(life, Some.Terms with { NonDisclosureRight = NonDisclosureRight.Section37 });
        var resident = events.Born("205");
        if (hasOrder)
        {
            events.Protect(resident);
        }

        _ = chain.Base();
        Repeat(
            "101",
            "postinumero",
            hasOrder ? "87400" : life.StateOf(resident).Groups.Text(life.StateOf(resident).Groups.IndexOf("101"), "postinumero"));
        Assert.That(chain.Changes(), Is.Empty);

        Repeat("003", "sukupuoli", "1");
        Assert.That(chain.Changes(), Has.Count.EqualTo(1));

        void Repeat(string code, string field, string value)
        {
            var state = life.StateOf(resident);
            var record = life.NewRecord(state.IdentityCode, "XSS", RecordType.New);
            for (var group = 0; group < state.Groups.GroupCount; group++)
            {
                record.Copy(state.Groups, group, state.Groups.Attribute(group));
            }

            record.Set(record.IndexOf(code), field, value);
            life.Replace(resident, record);
        }
    }

    [Test]
    public void What_is_only_repeated_makes_no_line()
    {
        using var life = new LifeRegister();
        var events = new LifeEvents(life);
        using var chain = new Chain(life, Some.Terms);
        var resident = events.Born("205");
        _ = chain.Base();
        life.Enter(resident, "XCF", (state, record) =>
            record.Copy(state.Groups, state.Groups.IndexOf("101"), ChangeAttribute.Supplementary));

        Assert.That(chain.Changes(), Is.Empty);
    }

    [Test]
    public void A_leaving_line_has_only_the_fields_of_the_product()
    {
        using var life = new LifeRegister();
        var events = new LifeEvents(life);
        using var chain = new Chain(life, Some.Terms with
        {
            NonDisclosureRight = NonDisclosureRight.Section37,
            Groups = [.. Some.Terms.Groups.Select(group => group.Group == "204" ? new TermsGroup("204", ["kuntanumero"]) : group)],
        });
        var resident = events.Born("205");
        _ = chain.Base();
        events.Move(resident, "091");

        var record = chain.Changes().Single();
        Assert.That(record.Text(0, "kuntanumero") + record.Text(0, "muuttopv"), Is.EqualTo("091"));
    }

    private static void Correct(LifeRegister life, long person, string code, string field, string value) =>
        life.Enter(person, "XMF", (state, record) =>
        {
            record.Copy(state.Groups, state.Groups.IndexOf(code), ChangeAttribute.ToBeCorrected);
            record.Set(record.Copy(state.Groups, state.Groups.IndexOf(code), ChangeAttribute.Corrected), field, value);
        });

    /// <summary>Something new in the group and in all that clarifies it.</summary>
    private static void Touch(LifeRegister life, LifeEvents events, long person, GroupSpec spec) => life.Enter(person, "XCF", (_, record) =>
    {
        Fill(record, spec, events, '1');
        foreach (var clarifying in Layouts.Catalog.Groups.Where(other => other.IsNewest && other.Clarifies.Contains(spec.Code)))
        {
            Fill(record, clarifying, events, clarifying.Code == "452" ? '0' : '1');
        }
    });

    /// <summary>The same beside a group that is given though it stays, or in a record that says everything anew.</summary>
    private static void TouchBesideWhatStays(LifeRegister life, LifeEvents events, long person, GroupSpec spec, bool isFull)
    {
        var groups = life.StateOf(person).Groups;
        if (!isFull)
        {
            life.Enter(person, "XCF", (_, record) =>
            {
                record.Copy(groups, groups.IndexOf("003"), ChangeAttribute.Supplementary);
                Fill(record, spec, events, '1');
            });
            return;
        }

        var whole = life.NewRecord(groups.Text(HeaderField.IdentityCode), "XSS", RecordType.New);
        for (var group = 0; group < groups.GroupCount; group++)
        {
            if (groups.Spec(group).Code != spec.Code)
            {
                whole.Copy(groups, group, groups.Attribute(group));
            }
        }

        Fill(whole, spec, events, '1');
        life.Replace(person, whole);
    }

    private static void Fill(Record record, GroupSpec spec, LifeEvents events, char attribute)
    {
        var group = record.Add(spec, (byte)attribute);
        foreach (
            var field in spec.Fields.Where(field => spec.IsOnlyEnded || !field.Name.EndsWith("loppupv", StringComparison.Ordinal)))
        {
            record.Set(group, field.Name, field.Kind switch
            {
                FieldKind.Date => "20260501",
                FieldKind.IdentityCode => events.NextCode(),
                FieldKind.Number => "1".PadLeft(field.Length, '0'),
                _ when field.Length < 10 => "1",
                _ => $"Arvo{events.Next()}",
            });
        }
    }

    private static IReadOnlyList<TermsGroup> GroupsOf(string product)
    {
        using var folder = new ConfigurationFolder();
        var (configuration, report) = ConfigurationLoader.Load(
            new FileSystem(), Repository.Config,
            folder.DataRoot,
            Layouts.Catalog.Outlines,
            new SetClock(new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero)),
            new RemedyNames(),
            new Dictionary<string, string>(),
            Layouts.Buildings.Outlines);
        Assert.That(configuration, Is.Not.Null, report.ToString());
        var shipped = configuration!.Products[product];
        return [.. shipped.Groups.Select(group => new TermsGroup(group.Group, group.Fields))];
    }
}
