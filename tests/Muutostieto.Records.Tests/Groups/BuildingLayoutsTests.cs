using System.IO.Abstractions;
using System.Text;
using Muutostieto.Records.Groups;
using Muutostieto.Records.Json;
using Muutostieto.Records.Model;

namespace Muutostieto.Records.Tests.Groups;

/// <summary>The shipped layouts of buildings.</summary>
public sealed class BuildingLayoutsTests
{
    private static readonly GroupCatalog Layouts =
        GroupCatalogReader.Load(new FileSystem(), Path.Combine(Repository.Config, "building-groups.json"));

    [Test]
    public void They_are_ours_in_a_range_that_the_groups_of_persons_leave_free()
    {
        var persons = GroupCatalogReader.Load(new FileSystem(), Path.Combine(Repository.Config, "groups.json"));
        Assert.Multiple(() =>
        {
            Assert.That((Layouts.Unit, persons.Unit), Is.EqualTo((RecordUnit.Building, RecordUnit.Person)));
            Assert.That(Layouts.Groups.Select(group => group.IsOwn), Has.All.True);
            Assert.That(Layouts.Groups.Select(group => int.Parse(group.Code)), Has.All.InRange(931, 999));
            Assert.That(Layouts.Groups.Select(group => group.Code).Intersect(persons.Groups.Select(group => group.Code)), Is.Empty);
        });
    }

    [Test]
    public void The_codes_of_the_layouts_are_those_of_the_reference_data()
    {
        var known = File.ReadLines(Path.Combine(Repository.Config, "reference", "building-codes.csv"))
            .Skip(2)
            .Select(line => line.Split(';'))
            .GroupBy(row => $"{row[0]}.{row[1]}")
            .ToDictionary(rows => rows.Key, rows => rows.Select(row => row[2]).ToList());
        var given = Layouts.Groups
            .SelectMany(group => group.Fields.Select(field => (Name: $"{group.Code}.{field.Name}", field.Codes)))
            .Where(field => field.Codes.Count > 1 && !field.Name.EndsWith(".sukupuoli", StringComparison.Ordinal));
        Assert.Multiple(() =>
        {
            foreach (var (name, codes) in given)
            {
                Assert.That(known.GetValueOrDefault(name), Is.EqualTo(codes), name);
                known.Remove(name);
            }

            Assert.That(known, Is.Empty);
        });
    }

    [Test]
    public void A_record_about_a_building_is_written_as_it_was_read()
    {
        const string json = """
            {"rakennustunnus":"900000041C","tapahtuma":"XRA","rekisterointipv":"20260105","muutostyyppi":"1","rooli":"1",
            "ryhmat":[{"ryhma":"932","muutos":"1","kuntakoodi":"205"},{"ryhma":"968","muutos":"1","huoneistotunnus":"H1"}]}
            """;
        var record = new Record();
        new JsonRecordReader(Layouts).Read(Encoding.UTF8.GetBytes(json), record);
        using var writer = new JsonRecordWriter(RecordUnit.Building);
        Assert.That(Encoding.UTF8.GetString(writer.Write(record)), Is.EqualTo(json.ReplaceLineEndings("")));
    }

    [Test]
    public void A_record_about_a_person_is_none_about_a_building()
    {
        var failure = Assert.Throws<FormatException>(
            () => new JsonRecordReader(Layouts).Read("""{"hetu":"010101-9011","ryhmat":[]}"""u8, new Record()))!;
        Assert.That(failure.Message, Does.Contain("rakennustunnus").And.Not.Contain("010101"));
    }
}
