using Muutostieto.Records;
using Muutostieto.Register.Buildings;
using Muutostieto.Register.Tests.Support;

namespace Muutostieto.Register.Tests;

public abstract partial class RegisterConformanceTests
{
    /// <summary>What is known of buildings as of one key, kept as plain lists.</summary>
    private sealed record Town(Dictionary<int, NewBuildingVersion> Buildings, Dictionary<string, int> Codes);

    [SeededProperty(MaxTest = 40, EndSize = 40)]
    public void As_of_every_key_buildings_are_what_a_plain_model_says(BuildingStep[] steps)
    {
        StartAfresh();
        Load(Some.Person(1), Some.Person(2), Some.Person(3));
        var states = new List<Town> { new([], []), new([], []) };
        var ids = new Dictionary<int, long>();
        using (var writer = OpenWrite())
        {
            foreach (var step in steps)
            {
                states.Add(Enter(writer, step, states[^1], ids));
            }
        }

        using var register = OpenRead();
        Assert.That(register.LatestKey().Value, Is.EqualTo(states.Count - 1));
        var dwellings = new Dictionary<string, long>();
        for (var key = 0; key < states.Count; key++)
        {
            AssertTown(register, new JournalKey(key), states[key], ids, dwellings);
        }
    }

    [SeededProperty(MaxTest = 25, EndSize = 40)]
    public void The_two_journals_have_each_key_once(BuildingStep[] steps)
    {
        StartAfresh();
        Load(Some.Person(1), Some.Person(2), Some.Person(3));
        var (town, ids) = (new Town([], []), new Dictionary<int, long>());
        using (var writer = OpenWrite())
        {
            foreach (var step in steps)
            {
                town = Enter(writer, step, town, ids);
            }
        }

        using var register = OpenRead();
        var (persons, buildings) = (
            register.ReadJournal(default, register.LatestKey()).Select(entry => entry.Key.Value).ToList(),
            register.Buildings.ReadJournal(default, register.LatestKey()).Select(entry => entry.Key.Value).ToList());
        Assert.That(persons.Concat(buildings).Order(), Is.EqualTo(Enumerable.Range(1, (int)register.LatestKey().Value)));
        Assert.That(buildings, Is.Ordered);
        Assert.That(buildings, Has.Count.EqualTo(steps.Count(step => !step.IsPerson)));
    }

    [Test]
    public void Loaded_buildings_belong_to_the_load_and_their_owners_are_its_persons()
    {
        using (var loader = Create(Some.Origin))
        {
            var person = loader.Add(Some.Person(1));
            loader.AddBuilding(
                SomeBuilding.House(2, "290") with { Owners = [SomeBuilding.Owner(person)], FormerCodes = [SomeBuilding.Code(9)] });
            loader.AddBuilding(SomeBuilding.House(1));
            loader.Complete();
        }

        using var register = OpenRead();
        var (head, buildings) = (register.LatestKey(), register.Buildings);
        Assert.Multiple(() =>
        {
            Assert.That(head, Is.EqualTo(new JournalKey(1)));
            Assert.That(register.ReadJournal(default, head).Single().Kind, Is.EqualTo(JournalEntryKind.Load));
            Assert.That(buildings.ReadJournal(default, head), Is.Empty);
            Assert.That(buildings.Counts(), Is.EqualTo(new BuildingCounts(2, 2, 2, 1)));
            Assert.That(register.Scanned(head, "205", "290").Select(seen => seen[..1]), Is.EqualTo(new[] { "2", "1" }), "by code");
            Assert.That(buildings.OwnersOf(1, head).Single().PersonId, Is.EqualTo(1));
            Assert.That(buildings.OwnedBy(1, head), Is.EqualTo(new[] { 1L }));
            Assert.That(buildings.Resolve(SomeBuilding.Code(9), default, head)!.PermanentId, Is.EqualTo("dwelling 2"), "by a former code");
            Assert.That(buildings.At(1, JournalKey.BeforeEverything), Is.Null);
        });
    }

    [Test]
    public void A_code_stays_its_buildings_for_ever()
    {
        Load();
        using var writer = OpenWrite();
        writer.AppendOne(SomeBuilding.Entry(SomeBuilding.House(1)));
        writer.AppendOne(SomeBuilding.Entry(SomeBuilding.House(2) with { BuildingId = 1 }));
        using var transaction = writer.Begin();
        var failure = Assert.Throws<MuutostietoException>(
            () => transaction.Buildings.Append(SomeBuilding.Entry(SomeBuilding.House(1))))!;
        var unknown = Assert.Throws<MuutostietoException>(
            () => transaction.Buildings.Append(SomeBuilding.Entry(SomeBuilding.House(3) with { BuildingId = 7 })))!;
        Assert.That((failure.Kind, unknown.Kind), Is.EqualTo((FailureKind.Integrity, FailureKind.Integrity)));
        Assert.That(failure.Message, Does.Not.Contain(SomeBuilding.Code(1)));

        Assert.That(transaction.Buildings.Append(SomeBuilding.Entry(SomeBuilding.House(3))).Key, Is.EqualTo(new JournalKey(3)));
        transaction.Commit();
    }

    [Test]
    public void Buildings_of_a_transaction_that_is_not_committed_never_were()
    {
        Load(Some.Person(1));
        using (var writer = OpenWrite())
        {
            using (var transaction = writer.Begin())
            {
                transaction.Buildings.Append(SomeBuilding.Entry(SomeBuilding.House(1)));
                transaction.Append(Some.Entry(Some.Person(1) with { PersonId = 1 }));
                Assert.That(transaction.LatestKey, Is.EqualTo(new JournalKey(3)));
            }

            Assert.That(writer.AppendOne(SomeBuilding.Entry(SomeBuilding.House(1))).Key, Is.EqualTo(new JournalKey(2)));
        }

        using var register = OpenRead();
        Assert.That(register.Buildings.Counts(), Is.EqualTo(new BuildingCounts(1, 1, 1, 0)));
    }

    private static Town Enter(IRegisterWriter writer, BuildingStep step, Town before, Dictionary<int, long> ids)
    {
        if (step.IsPerson)
        {
            writer.AppendOne(Some.Entry(Some.Person(1 + (step.Building % 3)) with { PersonId = 1 + (step.Building % 3) }));
            return before;
        }

        var number = step.Building % 4;
        var old = before.Buildings.GetValueOrDefault(number);
        var code = old is null ? SomeBuilding.Code(number)
            : step.Renumbers ? SomeBuilding.Code(1000 + (number * 100) + before.Codes.Count)
            : old.Code;
        var version = new NewBuildingVersion
        {
            BuildingId = old is null ? null : ids[number],
            Code = code,
            Municipality = number % 2 == 0 ? "205" : "290",
            Stands = !step.Goes,
            Document = Some.Document($"{step}"),
            Owners = [.. Bits(step.Owners, 3).Select(bit => SomeBuilding.Owner(1 + bit))],
            Dwellings =
            [
                .. Bits(step.Flats, 8).Select(bit => new NewDwelling($"d{number}{bit}", SomeBuilding.Flat(1 + ((bit + step.Shift) % 8)))),
            ],
        };
        ids[number] = writer.AppendOne(SomeBuilding.Entry(version)).BuildingId;
        return new Town(
            new(before.Buildings) { [number] = version },
            new(before.Codes) { [code] = number });
    }

    private static IEnumerable<int> Bits(byte bits, int count) => Enumerable.Range(0, count).Where(bit => (bits >> bit & 1) == 1);

    private static void AssertTown(
        IRegister register, JournalKey key, Town town, Dictionary<int, long> ids, Dictionary<string, long> dwellings)
    {
        var buildings = register.Buildings;
        var expected = town.Buildings
            .OrderBy(pair => pair.Value.Code, StringComparer.Ordinal)
            .Select(pair => $"{ids[pair.Key]} {pair.Value.Code} {System.Text.Encoding.UTF8.GetString(pair.Value.Document.Span)}");
        Assert.That(register.Scanned(key, Area), Is.EqualTo(expected), $"as of {key}");
        foreach (var (code, number) in town.Codes)
        {
            Assert.That(buildings.FindId(code, key), Is.EqualTo(ids[number]));
        }

        foreach (var (number, id) in ids)
        {
            var version = town.Buildings.GetValueOrDefault(number);
            var found = buildings.At(id, key);
            Assert.That((found?.Code, found?.Stands), Is.EqualTo((version?.Code, version?.Stands)));
            Assert.That(
                buildings.OwnersOf(id, key).Select(owner => owner.PersonId).Order(),
                Is.EqualTo((version?.Owners ?? []).Select(owner => owner.PersonId).Order()));
            Assert.That(
                buildings.DwellingsOf(id, key).Select(dwelling => new NewDwelling(dwelling.PermanentId, dwelling.Place)),
                Is.EquivalentTo(version?.Dwellings ?? []));
            foreach (var dwelling in version?.Dwellings ?? [])
            {
                var resolved = buildings.Resolve(version!.Code, dwelling.Place, key)!;
                Assert.That(resolved.PermanentId, Is.EqualTo(dwelling.PermanentId));
                Assert.That(dwellings.TryAdd(dwelling.PermanentId, resolved.Id) || dwellings[dwelling.PermanentId] == resolved.Id);
            }
        }

        for (var person = 1; person <= 3; person++)
        {
            Assert.That(
                buildings.OwnedBy(person, key),
                Is.EqualTo(
                    town.Buildings
                        .Where(pair => pair.Value.Owners.Any(owner => owner.PersonId == person))
                        .Select(pair => ids[pair.Key])
                        .Order()));
        }
    }
}
