using System.Text;
using Muutostieto.Recipient.Loading;
using Muutostieto.Recipient.Tests.Support;
using Muutostieto.Records;
using Muutostieto.Records.Groups;
using static Muutostieto.Recipient.Tests.Support.People;

namespace Muutostieto.Recipient.Tests.Loading;

public sealed class DatabaseSchemaTests
{
    private const string Sex = "\"name\": \"sukupuoli\", \"kind\": \"code\", \"at\": 5, \"length\": 1, \"codes\": [\"1\", \"2\"] }";

    [Test]
    public void A_database_of_older_layouts_gets_the_new_columns_and_keeps_its_rows()
    {
        using var folder = new DeliveryFolder();
        folder.Base(Full(1));
        folder.Load();
        var wider = Catalog(json =>
            json.Replace(
                    "\"length\": 5,\n      \"fi\": \"Sukupuoli\"",
                    "\"length\": 6,\n      \"fi\": \"Sukupuoli\"",
                    StringComparison.Ordinal)
                .Replace(
                    Sex,
                    Sex + ",\n        { \"name\": \"peruste\", \"kind\": \"code\", \"at\": 6, \"length\": 1 }",
                    StringComparison.Ordinal));
        Load(folder, wider);
        Assert.That(
            DatabaseContents.Query(folder.Database, "SELECT sukupuoli, peruste IS NULL, (SELECT layouts FROM meta) FROM sukupuoli"),
            Is.EqualTo(new[] { $"2|1|{wider.Digest}" }));
        Assert.That(
            () => folder.Load(),
            Throws.TypeOf<MuutostietoException>().With.Property("Kind").EqualTo(FailureKind.Usage).And.Message.Contains("sukupuoli.peruste")
        );
    }

    [Test]
    public void A_database_whose_former_codes_were_of_one_person_each_keeps_them()
    {
        using var folder = new DeliveryFolder();
        folder.Base(Full(1, "205", Code(8)), Full(2));
        folder.Load();
        DatabaseContents.Execute(folder.Database, """
            DROP TABLE former_codes;
            CREATE TABLE former_codes (hetu TEXT PRIMARY KEY, person_id INTEGER NOT NULL) WITHOUT ROWID;
            CREATE INDEX former_codes_person ON former_codes (person_id);
            """);
        DatabaseContents.Execute(folder.Database, $"INSERT INTO former_codes SELECT '{Code(8)}', id FROM persons WHERE hetu = '{Code(1)}'");
        folder.Changes(Change(2, "XAZ").With("001", '3', $"hetu={Code(8)}", "voimassaolo=2"));
        Assert.That(folder.Load().Refusal, Is.Null);
        Assert.That(
            DatabaseContents.Query(
                folder.Database,
                "SELECT p.hetu FROM former_codes f JOIN persons p ON p.id = f.person_id WHERE f.hetu <> p.hetu"),
            Is.EquivalentTo(new[] { Code(1), Code(2) }));
    }

    [Test]
    public void Another_programs_file_is_left_alone()
    {
        using var folder = new DeliveryFolder();
        folder.Base(Full(1));
        File.WriteAllText(folder.Database, "Tämä ei ole tietokanta, vaan pitkähkö tekstitiedosto, jota kukaan ei saa kirjoittaa yli.");
        Assert.That(
            () => folder.Load(),
            Throws.TypeOf<MuutostietoException>().With.Property("Kind").EqualTo(FailureKind.Usage).And.Message.Contains("another program's")
        );
    }

    private static LoadResult Load(DeliveryFolder folder, GroupCatalog catalog) =>
        new DeliveryLoader(catalog, TimeProvider.System, new RemedyNames())
            .Load(new LoadOptions { Folder = folder.Download, Database = folder.Database });

    private static GroupCatalog Catalog(Func<string, string> change)
    {
        var json = File.ReadAllText(Path.Combine(Repository.Root, "config", "groups.json"));
        var changed = change(json);
        Assert.That(changed, Is.Not.EqualTo(json));
        var (catalog, faults) = GroupCatalogReader.Read(Encoding.UTF8.GetBytes(changed));
        return catalog ?? throw new AssertionException(string.Join('\n', faults));
    }
}
