using Muutostieto.Records.Model;
using Muutostieto.Register.Buildings;
using Muutostieto.Synthetic.Buildings;
using Muutostieto.Synthetic.Tests.Support;

namespace Muutostieto.Synthetic.Tests.Buildings;

/// <summary>Each check of a building notice finds the fault that it is for, in a building that was sound before.</summary>
public sealed class SeededFaultTests
{
    private LifeRegister register = null!;
    private Town town = null!;

    [OneTimeSetUp]
    public void SetUp()
    {
        register = new LifeRegister(["205"], 4000, 3, hasBuildings: true);
        town = new Town(register.Read);
    }

    [OneTimeTearDown]
    public void TearDown() => register.Dispose();

    [TestCase("CR335", "0110", "949", null)]
    [TestCase("CR336", "0211", "949", "lammitysaine=07")]
    [TestCase("CR343", "0110", "949", "lammitysaine=02", "948", "lammitystapa=3")]
    [TestCase("CR341", "0110", "962", null, "948", "lammitystapa=3")]
    [TestCase("CR342", "0110", "962", null, "949", "lammitysaine=04")]
    [TestCase("CR324", "0110", "950", null, "949", "lammitysaine=04")]
    [TestCase("CR328", "0110", "950", null)]
    [TestCase("CR328", "0110", "953", null, "963", "vesijohto_verkostoliittymatieto=1")]
    [TestCase("CR326", "0110", "942", "kokonaisala=0000008")]
    [TestCase("CR322", "0121", "942", "kokonaisala=0000100")]
    [TestCase("CR313", "0110", "943", "tilavuus=0000050")]
    [TestCase("BR407", "0110", "942", "kokonaisala=0900000")]
    [TestCase("BR113", "0112", "944", "kerrosluku=04")]
    [TestCase("CR312", "0910", "944", "kerrosluku=02")]
    [TestCase("CR314", "0110", "948", "lammitystapa=5")]
    [TestCase("CR315", "0110", "968", null)]
    [TestCase("CR316", "0111", "968", null)]
    [TestCase("CR317", "0112", "968", null)]
    [TestCase("CR319", "0121", "944", "kerrosluku=01")]
    [TestCase("CR340", "0110", "941", "kerrosala=0000006")]
    [TestCase("CR333", "0110", "943", null)]
    [TestCase("CR330", "0110", "943", "tilavuus=0090000")]
    [TestCase("CR327", "0110", "943", "tilavuus=0010001")]
    [TestCase("BR319", "0110", "945", null)]
    public void A_check_finds_its_fault(string id, string kind, params string?[] faults)
    {
        var check = new BuildingNoticeCheck();
        var sound = town.Buildings
            .Select(building => building.Groups)
            .First(groups => Town.Text(groups, "938", "rakennusluokka") == kind
                && Town.Completed(groups) >= BuildingMaker.MeasuredSince
                && (id != "CR336" || Town.Text(groups, "948", "lammitystapa") == "5"));
        Assert.That(check.Run(sound, isNew: true), Is.Empty);

        var faulty = new Record();
        faulty.CopyFrom(sound);
        for (var at = 0; at < faults.Length; at += 2)
        {
            Spoil(faulty, faults[at]!, faults[at + 1]);
        }

        Assert.That(check.Run(faulty, isNew: true), Does.Contain(id));
    }

    [Test]
    public void There_are_23_checks_and_each_has_its_fault_above()
    {
        var tried = GetType().GetMethod(nameof(A_check_finds_its_fault))!
            .GetCustomAttributes(typeof(TestCaseAttribute), inherit: false)
            .Cast<TestCaseAttribute>()
            .Select(test => (string)test.Arguments[0]!)
            .Distinct()
            .Order(StringComparer.Ordinal);
        Assert.That(tried, Is.EqualTo(BuildingNoticeCheck.Ids));
        Assert.That(BuildingNoticeCheck.Ids, Has.Count.EqualTo(23));
    }

    /// <summary>Takes all groups of a code out, or sets a field of it, which it gets if it is missing.</summary>
    private static void Spoil(Record groups, string code, string? value)
    {
        var group = groups.IndexOf(code);
        if (value is null)
        {
            for (; group >= 0; group = groups.IndexOf(code))
            {
                groups.RemoveAt(group);
            }

            return;
        }

        if (group < 0)
        {
            group = groups.Add(Town.Layouts.Newest(code)!, (byte)'1');
        }

        var (name, set) = (value.Split('=')[0], value.Split('=')[1]);
        groups.Set(group, name, set);
    }
}
