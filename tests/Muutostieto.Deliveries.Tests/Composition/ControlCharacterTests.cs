using System.Text;
using System.Text.Json;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Deliveries.Tests.Convergence;
using Muutostieto.Deliveries.Tests.Engine;
using Muutostieto.Deliveries.Tests.Lists;
using Muutostieto.Deliveries.Tests.Support;
using Muutostieto.Records.Model;

namespace Muutostieto.Deliveries.Tests.Composition;

/// <summary>
/// Control characters of the register are blanks in bases and changes, for an area and for a list, in both forms, and each value is counted
/// in the manifest. A base of all groups is in <see cref="BaseComposerTests"/>.
/// </summary>
[Parallelizable(ParallelScope.Self)]
public sealed class ControlCharacterTests
{
    /// <summary>By number: in a test's name the characters themselves would all look the same.</summary>
    private static readonly int[] Controls = [0x01, 0x1F, 0x7F, 0x80, 0x85, 0x9F];

    [TestCaseSource(nameof(Controls))]
    public async Task In_changes_of_an_area(int control)
    {
        using var scene = new EngineScene(EngineScene.Permit("viikko"));
        var resident = scene.Events.Born("205");
        _ = await scene.RunAsync();
        Rename(scene.Life, resident, $"A{(char)control}B");
        var newcomer = scene.Life.NewRecord(scene.Events.NextCode(), "XSS", RecordType.New);
        LifeEvents.Set(newcomer, "004", '1', ("sukunimi", $"A{(char)control}B"), ("etunimet", "Aino"));
        LifeEvents.Set(newcomer, "204", '1', ("kuntanumero", "205"), ("muuttopv", "20200101"));
        _ = scene.Life.Enter(newcomer);
        scene.Clock.Now = EngineScene.Monday.AddDays(7);
        _ = await scene.RunAsync();

        AssertCleaned(scene, scene.Published("viikko")[^1], DeliveryKind.Changes, ["A B", "A B"], values: 3);
    }

    [TestCaseSource(nameof(Controls))]
    public async Task In_the_base_and_changes_of_a_list(int control)
    {
        using var life = new LifeRegister();
        var person = new LifeEvents(life).Born("205");
        Rename(life, person, $"A{(char)control}B");
        life.Commit();
        using var scene = new ListScene(life);
        _ = scene.Send(life.Current(person).IdentityCode + "L");
        _ = await scene.NightAsync();
        AssertCleaned(scene.Engine, scene.Engine.Published(ListScene.Id)[^1], DeliveryKind.Base, ["A B"], values: 2);

        Rename(life, person, $"C{(char)control}D");
        _ = await scene.NightAsync();
        AssertCleaned(scene.Engine, scene.Engine.Published(ListScene.Id)[^1], DeliveryKind.Changes, ["C D"], values: 2);
    }

    /// <summary>
    /// What a line takes from the person's document, or from the one at the window's end, and not from its entry: relations repeated when
    /// an order begins or ends, addresses when it ends, what is open beside what is hidden. The chain compares with a fresh base.
    /// </summary>
    [Test]
    public void In_what_a_line_repeats_of_the_state([Values] PermitKind kind, [Values] bool inOneWindow)
    {
        var controls = string.Concat(Controls.Select(control => (char)control));
        using var life = new LifeRegister();
        var events = new LifeEvents(life);
        using var chain = new Chain(life, Some.TermsOf(kind));
        var (child, other) = (events.Born("205"), events.Born("205"));
        life.Enter(child, "XBO", (_, record) =>
        {
            RelationTests.Relate(record, "305.asuminen", life.Current(other).IdentityCode);
            LifeEvents.Set(record, "451", '1', ("sukunimi", $"A{controls}B"));
            LifeEvents.Set(record, "421", '1', ("laji", "99"), ("osoite", $"a{controls}b@example.fi"));
        });
        var delivered = new List<Record>(chain.Base());
        Action[] steps =
        [
            () => events.Protect(child),
            () => events.ChangeAddress(child),
            () => events.Lift(child),
            () => events.ChangeAddress(child),
        ];
        foreach (var step in steps)
        {
            step();
            delivered.AddRange(inOneWindow ? [] : chain.Changes());
        }

        delivered.AddRange(chain.Changes());
        delivered.AddRange(chain.Base());
        Assert.That(delivered.SelectMany(MemoryRecipient.Groups).Where(group => group.Any(char.IsControl)), Is.Empty);
    }

    /// <summary>Gives a person a name of which two values have the control character.</summary>
    private static void Rename(LifeRegister life, long person, string name) => life.Enter(person, "XDV", (_, record) =>
        LifeEvents.Set(record, "004", '3', ("sukunimi", name), ("etunimet", name)));

    private static void AssertCleaned(EngineScene scene, Delivery delivery, DeliveryKind kind, string[] names, int values)
    {
        var folder = scene.FilesOf(delivery);
        using var manifest = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, delivery.Manifest!.Name)));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(delivery.Kind, Is.EqualTo(kind));
            Assert.That(manifest.RootElement.GetProperty("cleaned").GetInt64(), Is.EqualTo(values));
            Assert.That(
                File.ReadAllText(Directory.GetFiles(folder, "*TT").Single(), Encoding.Latin1)
                    .Where(letter => char.IsControl(letter) && letter is not ('\r' or '\n')),
                Is.Empty);
            foreach (var fromCsv in new[] { false, true })
            {
                var records = new MemoryRecipient(fromCsv).Records(folder).Where(record => record.IndexOf("004") >= 0).ToList();
                Assert.That(records.Select(record => record.Text(record.IndexOf("004"), "sukunimi")), Is.EquivalentTo(names));
                Assert.That(records.SelectMany(MemoryRecipient.Groups).Where(group => group.Any(char.IsControl)), Is.Empty);
            }
        }
    }
}
