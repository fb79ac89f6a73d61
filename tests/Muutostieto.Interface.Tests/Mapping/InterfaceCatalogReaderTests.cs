using System.IO.Abstractions;
using System.Text;
using System.Text.Json;
using Muutostieto.Interface.Mapping;
using Muutostieto.Interface.Tests.Support;
using Muutostieto.Records;

namespace Muutostieto.Interface.Tests.Mapping;

public sealed class InterfaceCatalogReaderTests
{
    private static string Shipped => Path.Combine(Repository.Config, "tietoryhmat.json");

    [Test]
    public void The_mapping_that_is_shipped_has_no_fault_and_is_the_default()
    {
        var loaded = InterfaceCatalogReader.Load(new FileSystem(), Shipped, Layouts.Catalog);

        Assert.That(loaded.Groups.Select(group => group.Name), Is.EqualTo(Mapped.Catalog.Groups.Select(group => group.Name)));
        Assert.That(loaded.Names, Has.Count.EqualTo(47));
    }

    [Test]
    public void Every_group_is_served_or_named_as_not_served()
    {
        var served = Mapped.Catalog.Groups.Select(group => group.Spec.Code);
        var parts = Layouts.Catalog.Groups.Where(group => group.Clarifies.Count > 0).Select(group => group.Code);
        Assert.That(
            Layouts.Catalog.Groups.Select(group => group.Code).Distinct(),
            Is.EquivalentTo(served.Concat(parts).Concat(Mapped.Catalog.NotServed.Keys).Distinct()));
    }

    [Test]
    public void Every_group_that_an_order_covers_has_a_mask()
    {
        Assert.That(
            Mapped.Catalog.Groups.Where(group => group.IsMasked).Select(group => group.Spec.Code).Distinct(),
            Is.EquivalentTo(Layouts.Catalog.Groups.Where(group => group.IsCovered).Select(group => group.Code).Append("204").Distinct()));
    }

    [Test]
    public void A_former_name_used_is_a_change_of_name_and_the_one_in_use_is_a_group_of_its_own()
    {
        var names = Mapped.Catalog.Of(Layouts.Catalog.Newest("423")!).Select(group => group.Name);
        Assert.That(names, Is.EqualTo(new[] { "NIMENMUUTOS", "KUTSUMANIMI" }));
        Assert.That(Mapped.Catalog.Named("NIMENMUUTOS").Select(group => group.Spec.Code), Is.EqualTo(new[] { "423", "005" }));
    }

    [Test]
    public void All_faults_are_reported_at_once_with_their_place_and_remedy()
    {
        var (catalog, faults) = InterfaceCatalogReader.Read(
            """
            { "format": 2, "enumerations": { "sukupuoli": {} },
              "person": { "code": "", "without": "888", "fields": [] },
              "tietoryhmat": [
                { "name": "A", "group": "777", "fields": [] },
                { "name": "B", "group": "003", "mask": ["x"], "in": "never", "place": "here",
                  "addedAs": "UUSI", "deletedAs": "POIS", "repeats": "Z",
                  "fields": [
                    { "name": "a", "shape": "text", "from": "sukupuol" },
                    { "name": "a", "shape": "round" },
                    { "name": "c", "shape": "enumeration", "from": "sukupuoli", "enumeration": "sukupuol" },
                    { "name": "d", "shape": "list", "of": "320" },
                    { "name": "e", "shape": "oldText", "from": "sukupuoli" },
                    { "name": "f", "shape": "flag", "attributes": ["9"] },
                    { "name": "g", "shape": "dwelling" } ] },
                { "name": "C", "group": "101", "unless": { "katunumer": ["1"] }, "fields": [ { "name": "a", "shape": "bilingual", "fi": "katu_fi" } ] },
                { "name": "D", "group": "320", "when": { "x": ["1"] }, "fields": [ { "name": "a", "shape": "inForce" } ] } ],
              "notServed": [ { "group": "003", "why": "" } ], 
              "notInRegister": [
                { "names": ["B", "X"], "why": "x" }, { "names": ["X"], "why": "" }, { "names": [], "why": "y" } ] }
            """u8,
            Layouts.Catalog);

        Assert.That(catalog, Is.Null);
        var said = string.Join('\n', faults);
        using (Assert.EnterMultipleScope())
        {
            foreach (
                var expected in new[]
                {
                    "format: 2, but this program knows format 1",
                    "person: \"code\" is missing",
                    "person: there is no group '888'",
                    "A: there is no group '777' in groups.json",
                    "B: group 003 is not covered by non-disclosure orders; remove \"mask\"",
                    "B: in 'never'; expected base or changes",
                    "B: place 'here'; expected unit or run",
                    "B: deletedAs 'POIS'; expected one of LISATTY",
                    "B: addedAs 'UUSI'; expected LISATTY or MUUTETTU",
                    "C: group 101 has no field 'katunumer'",
                    "C: has \"unless\", which only a repetition may",
                    "B: repeats Z, which is no tietoryhmä of group 003",
                    "B: field 'a' occurs 2 times",
                    "B, field a: group 003 has no field 'sukupuol'",
                    "B, field a: shape 'round' is unknown; expected one of text, oldText",
                    "B, field c: there is no enumeration 'sukupuol'",
                    "B, field d: group 320 does not clarify group 003",
                    "B: field 'e' has no twin 'eUTF8'",
                    "B, field f: attributes 9; expected some of 0, 1, 3 to 6",
                    "B, field g: \"parts\" is missing",
                    "C: group 101 is covered by non-disclosure orders; name its fields in \"mask\"",
                    "C, field a: the field of the group is missing",
                    "D: group 320 only clarifies others",
                    "D: group 320 has no field 'x'",
                    "notServed: group 003 is served; remove it from the list",
                    "notServed: group 003: say why",
                    "notInRegister: B is served",
                    "notInRegister: X occurs 2 times",
                    "notInRegister: X: say why",
                    "notInRegister: \"y\" is the reason of no tietoryhmä",
                    "tietoryhmat: group 204 of groups.json is missing; map it, or name it in \"notServed\"",
                })
            {
                Assert.That(said, Does.Contain(expected));
            }
        }
    }

    [Test]
    public void Nothing_is_known_of_another_person_that_the_gate_does_not_give()
    {
        var (_, faults) = InterfaceCatalogReader.Read(
            """
            { "format": 1,
              "person": { "code": "henkilotunnus", "without": "451", "fields": [
                { "name": "a", "shape": "text", "from": "sukunimi", "known": "101" },
                { "name": "b", "shape": "text", "from": "maa", "known": "004" } ] },
              "tietoryhmat": [
                { "name": "A", "group": "003", "fields": [ { "name": "c", "shape": "text", "from": "sukupuoli", "known": "004" } ] } ] }
            """u8,
            Layouts.Catalog);

        var said = string.Join('\n', faults);
        Assert.That(said, Does.Contain("person, field a: known '101'; expected one of 003, 004, 901"));
        Assert.That(said, Does.Contain("person, field b: group 004 has no field 'maa'"));
        Assert.That(said, Does.Contain("A, field c: \"known\" is for fields of \"person\""));
    }

    [Test]
    public void A_half_written_file_is_reported_with_its_line()
    {
        var (catalog, faults) = InterfaceCatalogReader.Read("{\n \"format\": 1,\n \"tietoryhmat\": [ {"u8, Layouts.Catalog);

        Assert.That(catalog, Is.Null);
        Assert.That(faults.Single().Place, Is.EqualTo("line 3"));
        Assert.That(InterfaceCatalogReader.Read("{ \"tietoryhmat\": [ null ] }"u8, Layouts.Catalog).Faults, Is.Not.Empty);
        Assert.That(InterfaceCatalogReader.Read("null"u8, Layouts.Catalog).Faults, Is.Not.Empty);
    }

    [Test]
    public void An_unknown_key_is_refused()
    {
        var (_, faults) = InterfaceCatalogReader.Read(
            """{ "format": 1, "tietoryhmat": [ { "name": "A", "gruop": "001" } ] }"""u8,
            Layouts.Catalog);

        Assert.That(faults.Single().Message, Does.Contain("gruop"));
    }

    [Test]
    public void A_missing_file_says_what_to_do()
    {
        var error = Assert.Throws<MuutostietoException>(() =>
            InterfaceCatalogReader.Load(new FileSystem(), Path.Combine(Repository.Config, "nowhere.json"), Layouts.Catalog));
        Assert.That(error.Kind, Is.EqualTo(FailureKind.Usage));
        Assert.That(error.Message, Does.Contain("nowhere.json").And.Contain("came with the program"));
    }

    [Test]
    public void The_schema_names_the_keys_that_the_mapping_has()
    {
        using var schema = JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Config, "schemas", "tietoryhmat.schema.json")));
        using var file = JsonDocument.Parse(
            File.ReadAllText(Shipped),
            new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip });
        var group = schema.RootElement.GetProperty("properties").GetProperty("tietoryhmat").GetProperty("items").GetProperty("properties");
        var field = schema.RootElement.GetProperty("definitions").GetProperty("field").GetProperty("properties");
        var groups = file.RootElement.GetProperty("tietoryhmat").EnumerateArray().ToList();
        var fields = groups.SelectMany(FieldsOf).Concat(FieldsOf(file.RootElement.GetProperty("person"))).ToList();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                Path.Combine(Repository.Config, file.RootElement.GetProperty("$schema").GetString()!),
                Does.Exist,
                "the schema that the file names");
            Assert.That(Keys(schema.RootElement.GetProperty("properties")), Is.EquivalentTo(Keys(file.RootElement)));
            Assert.That(Keys(group), Is.EquivalentTo(groups.SelectMany(Keys).Distinct()));
            Assert.That(Keys(field), Is.EquivalentTo(fields.SelectMany(Keys).Distinct()));
            Assert.That(
                field.GetProperty("shape").GetProperty("enum").EnumerateArray().Select(shape => shape.GetString()),
                Is.EqualTo(InterfaceCatalogBuilder.Shapes));
        }
    }

    [Test]
    public void Every_enumeration_is_used()
    {
        var text = File.ReadAllText(Shipped, Encoding.UTF8);
        using var file = JsonDocument.Parse(text, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip });
        Assert.That(
            file.RootElement.GetProperty("enumerations").EnumerateObject().Select(table => table.Name)
                .Where(name => !text.Contains($"\"enumeration\": \"{name}\"", StringComparison.Ordinal)),
            Is.Empty);
    }

    private static IEnumerable<JsonElement> FieldsOf(JsonElement element) =>
        element.TryGetProperty("fields", out var fields)
            ? fields.EnumerateArray().SelectMany(field => FieldsOf(field).Prepend(field))
            : [];

    private static IEnumerable<string> Keys(JsonElement element) => element.EnumerateObject().Select(property => property.Name);
}
