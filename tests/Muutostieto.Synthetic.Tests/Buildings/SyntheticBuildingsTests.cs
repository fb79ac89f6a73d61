using System.Text;
using Muutostieto.Records.Groups;
using Muutostieto.Records.Identity;
using Muutostieto.Records.Json;
using Muutostieto.Records.Model;
using Muutostieto.Register.Buildings;
using Muutostieto.Synthetic.Buildings;
using Muutostieto.Synthetic.Tests.Support;

namespace Muutostieto.Synthetic.Tests.Buildings;

public sealed class SyntheticBuildingsTests
{
    private static readonly (string Of, string In)[] Address =
        [("katunimi_fi", "katu_fi"), ("katunimi_sv", "katu_sv"), ("katunumero", "katunumero"), ("postinumero", "postinumero")];

    private LifeRegister register = null!;
    private Town town = null!;

    [OneTimeSetUp]
    public void SetUp()
    {
        register = new LifeRegister(Populations.Mixed, 6000, 7, hasBuildings: true);
        town = new Town(register.Read);
    }

    [OneTimeTearDown]
    public void TearDown() => register.Dispose();

    [Test]
    public void The_dwelling_id_of_every_resident_names_a_dwelling_at_the_residents_address()
    {
        var (buildings, head) = (register.Read.Buildings, register.Read.LatestKey());
        var byId = town.Buildings.ToDictionary(building => building.Id, building => building.Groups);
        var faults = new SortedSet<string>();
        var residents = 0;
        foreach (var (_, groups) in register.Living().Where(living => living.Groups.IndexOf("909") >= 0))
        {
            residents++;
            var home = groups.IndexOf("909");
            var found = buildings.Resolve(groups.Text(home, "rakennustunnus"), DwellingPlace.OfResidence(groups, home), head);
            if (found is null)
            {
                faults.Add("no dwelling");
                continue;
            }

            var building = byId[found.BuildingId];
            if (Town.Text(building, "932", "kuntakoodi") != groups.Text(home, "kuntanumero"))
            {
                faults.Add("another municipality");
            }

            foreach (var field in Address.Where(field => Town.Text(building, "936", field.Of) != Town.Text(groups, "101", field.In)))
            {
                faults.Add($"another {field.Of}");
            }
        }

        Assert.That(faults, Is.Empty);
        Assert.That(residents, Is.GreaterThan(5900));
    }

    [Test]
    public void New_buildings_pass_every_check_and_old_ones_lack_measures_at_most()
    {
        var check = new BuildingNoticeCheck();
        var failed = town.Buildings
            .SelectMany(building => check.Run(building.Groups, Town.Completed(building.Groups) >= BuildingMaker.MeasuredSince))
            .CountBy(id => id)
            .ToDictionary();
        Assert.That(failed, Is.Empty);
        var old = town.Buildings.FindAll(building => Town.Completed(building.Groups) < BuildingMaker.MeasuredSince);
        Assert.That(old.Count(building => building.Groups.IndexOf("942") < 0), Is.InRange(old.Count / 5, old.Count / 2));
    }

    [Test]
    public void Some_houses_of_one_dwelling_are_empty_so_that_one_that_shows_no_resident_gives_no_one_away()
    {
        var houses = town.Buildings.FindAll(building => Town.Text(building.Groups, "938", "rakennusluokka") == "0110");
        var empty = houses.FindAll(building => Town.Text(building.Groups, "939", "kayttotila") == "05");
        Assert.That(empty, Has.Count.InRange(10, houses.Count / 4));
        Assert.That(empty.Select(building => Town.Text(building.Groups, "968", "kaytossaolo")), Has.All.EqualTo("TYHJILLAAN"));
        Assert.That(
            empty.SelectMany(building => register.Read.Buildings.DwellingsOf(building.Id, register.Read.LatestKey())),
            Has.Exactly(empty.Count).Items);
    }

    [Test]
    public void Codes_are_artificial_with_a_right_check_character_and_each_building_has_its_own()
    {
        var codes = town.Buildings.ConvertAll(building => building.Groups.Text(HeaderField.IdentityCode));
        Assert.That(codes.All(code => BuildingCode.TryParse(code, out var parsed) && parsed.IsArtificial), Is.True);
        Assert.That(codes, Is.Unique.And.Ordered.Using<string>(StringComparer.Ordinal));
    }

    [Test]
    public void A_document_is_what_a_record_of_its_groups_makes()
    {
        using var writer = new JsonRecordWriter(RecordUnit.Building);
        foreach (var (_, document, groups) in town.Buildings)
        {
            groups.Set(HeaderField.Type, "1");
            var state = new BuildingState(new Record());
            state.Apply(groups);
            Assert.That(Encoding.UTF8.GetString(writer.WriteState(state.Groups)), Is.EqualTo(Encoding.UTF8.GetString(document)));
        }
    }

    [Test]
    public void Every_value_fits_its_field_and_every_code_is_one_of_the_layouts()
    {
        var faults = new SortedSet<string>();
        var owners = town.Buildings.SelectMany(building => register.Read.Buildings.OwnersOf(building.Id, register.Read.LatestKey()));
        foreach (var groups in town.Buildings.Select(building => building.Groups).Concat(owners.Select(owner => town.Parse(owner.Group))))
        {
            for (var group = 0; group < groups.GroupCount; group++)
            {
                foreach (var field in groups.Spec(group).Fields)
                {
                    var value = groups.Text(group, field.Name);
                    if (value.Length > field.Length || (value.Length > 0 && field.Codes.Count > 0 && !field.Codes.Contains(value)))
                    {
                        faults.Add($"{groups.Spec(group)}.{field.Name}");
                    }
                }
            }
        }

        Assert.That(faults, Is.Empty);
    }

    [Test]
    public void Every_building_has_an_owner_of_some_kind_and_each_kind_occurs()
    {
        var owners = town.Buildings.ConvertAll(
            building => register.Read.Buildings.OwnersOf(building.Id, register.Read.LatestKey()));
        var all = owners.SelectMany(list => list).ToList();
        Assert.Multiple(() =>
        {
            Assert.That(owners.Select(list => list.Count), Has.All.InRange(1, 2));
            Assert.That(all.Count(owner => owner.PersonId is not null), Is.GreaterThan(1000));
            Assert.That(all.Count(owner => owner.BusinessId.Length > 0), Is.GreaterThan(100));
            Assert.That(all.Count(owner => owner.PersonId is null && owner.BusinessId.Length == 0), Is.GreaterThan(30));
            Assert.That(all.Where(owner => owner.PersonId is not null).Select(owner => owner.BusinessId), Has.All.Empty);
        });
    }

    [Test]
    public void A_building_lies_in_the_square_of_its_municipality_and_no_two_share_one()
    {
        var squares = SyntheticPopulation.AllMunicipalities().Select(code => MunicipalSquare.Corner(int.Parse(code))).ToList();
        Assert.That(squares, Is.Unique);
        foreach (var (_, _, groups) in town.Buildings)
        {
            var (north, east) = MunicipalSquare.Corner(int.Parse(Town.Text(groups, "932", "kuntakoodi")));
            Assert.That(int.Parse(Town.Text(groups, "934", "pohjoiskoordinaatti")) - north, Is.InRange(0, MunicipalSquare.Side - 1));
            Assert.That(int.Parse(Town.Text(groups, "934", "itakoordinaatti")) - east, Is.InRange(0, MunicipalSquare.Side - 1));
        }
    }

    [Test]
    public void The_same_seed_makes_the_same_buildings_and_the_same_persons_with_them_as_without()
    {
        var (first, second) = (Made(7), Made(7));
        Assert.That(second.Buildings, Is.EqualTo(first.Buildings));
        Assert.That(Made(8).Buildings, Is.Not.EqualTo(first.Buildings));
        Assert.That(
            first.Persons,
            Is.EqualTo(Populations.Of(["205", "049"], 500, 7).Create().Select(person => Encoding.UTF8.GetString(person.Document.Span))));
    }

    private static (List<string> Persons, List<string> Buildings) Made(ulong seed)
    {
        var (persons, buildings) = (new List<string>(), new List<string>());
        Populations.Of(["205", "049"], 500, seed).Create(
            person =>
            {
                persons.Add(Encoding.UTF8.GetString(person.Document.Span));
                return persons.Count;
            },
            building => buildings.Add(
                Encoding.UTF8.GetString(building.Document.Span)
                    + string.Concat(building.Owners.Select(owner => owner.PersonId + Encoding.UTF8.GetString(owner.Group.Span)))));
        return (persons, buildings);
    }
}
