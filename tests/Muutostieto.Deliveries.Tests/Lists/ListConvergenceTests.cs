using Muutostieto.Deliveries.Composition;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Deliveries.Tests.Convergence;
using Muutostieto.Deliveries.Tests.Engine;
using Muutostieto.Deliveries.Tests.Support;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Disclosure.Windows;
using Muutostieto.Recipient;
using Muutostieto.Records.Groups;
using Muutostieto.Records.Model;
using Muutostieto.Register;

namespace Muutostieto.Deliveries.Tests.Lists;

/// <summary>
/// Whatever happens to the population, to the list and to the runs: what <c>load</c> has is the register's state of exactly the persons on
/// the list, as far as the permit's setting lets it. FsCheck prints the seed of what it finds.
/// </summary>
[Parallelizable(ParallelScope.Self)]
public sealed class ListConvergenceTests
{
    /// <summary>As many weeks as the seed says, eight at most.</summary>
    private const int SomeWeeks = 0;

    private static readonly FragileDrop.Fault[] Faults =
    [
        FragileDrop.Fault.None,
        FragileDrop.Fault.None,
        FragileDrop.Fault.None,
        FragileDrop.Fault.StoppedBefore,
        FragileDrop.Fault.StoppedAfter,
        FragileDrop.Fault.StoppedRevealing,
        FragileDrop.Fault.StoppedBeforeAnswer,
        FragileDrop.Fault.StoppedAfterAnswer,
    ];

    [SeededProperty(MaxTest = 9, EndSize = 1_000_000)]
    public void The_recipient_has_exactly_those_on_its_list(int seed) =>
        Rounds.Run(seed, one => RunAsync(one, SomeWeeks, hasNights: one % 3 != 0).GetAwaiter().GetResult());

    [TestCase(3, 15)]
    [TestCase(4, 15)]
    [TestCase(5, 15)]
    [TestCase(322883, SomeWeeks)]
    [TestCase(726850, SomeWeeks)]
    [TestCase(-750569, SomeWeeks)]
    [TestCase(750569, SomeWeeks)]
    public Task Months_converge(int seed, int weeks) => RunAsync(seed, weeks, hasNights: false);

    [TestCase(3)]
    [TestCase(4)]
    [TestCase(5)]
    public Task Weeks_with_nights_converge(int seed) => RunAsync(seed, 6, hasNights: true);

    /// <param name="seed">What happens.</param>
    /// <param name="weeks">For how long.</param>
    /// <param name="hasNights">Whether time passes in the register too, and the nightly job runs before each delivery.</param>
    private static async Task RunAsync(int seed, int weeks, bool hasNights)
    {
        weeks = weeks == SomeWeeks ? new Random(seed).Next(2, 9) : weeks;
        var random = new Random(seed);
        using var life = new RandomLife(seed, hasNights);
        life.Pass(random.Next(8));
        var setting = Math.Abs(seed) % 3;
        using var scene = new ListScene(life.Register, (NonDisclosureRight)setting);
        var list = new ListModel(scene, random);
        for (; weeks > 0; weeks--)
        {
            for (var count = random.Next(3); count > 0; count--)
            {
                life.Pass(random.Next(4));
                list.Send();
            }

            life.Pass(random.Next(5));
            list.TakeIn();
            if (hasNights)
            {
                scene.Engine.Clock.Now = life.Register.NightAt(scene.Engine.Clock.Now.AddDays(7)).AddDays(-7);
            }

            var made = await scene.NightAsync(Faults[random.Next(Faults.Length)]);
            list.CheckResults();
            if (made.Count > 0)
            {
                list.Delivered();
                scene.Load();
                Check(scene, list, made, isThorough: weeks == 1 || random.Next(4) == 0);
            }
            else
            {
                Assert.That(list.HasBegun, Is.False, "nothing is made while the list is empty");
            }
        }
    }

    private static void Check(ListScene scene, ListModel list, IReadOnlyList<string> made, bool isThorough)
    {
        var last = scene.Engine.Published(ListScene.Id)[^1];
        Assert.That(made, Does.Contain(last.Title));
        var to = new JournalKey(last.Window.To);
        var members = list.Members(to);
        var visible = members
            .Select(person => scene.Life.Reader.At(person, to)!)
            .Where(person => person.NonDisclosureEnd is null || scene.Permit.NonDisclosureRight != NonDisclosureRight.None)
            .ToList();
        var context = new DeliveryContext
        {
            Terms = last.Terms.Value,
            Kind = DeliveryKind.Base,
            Number = last.Number,
            Planned = last.Planned,
            To = last.Window.To,
            List = new ListWindow(members, []) { To = 1 },
        };
        var fresh = scene.NewFolder();
        _ = new BaseComposer(scene.Life.Reader, Layouts.Catalog, NoDisk.Instance).Compose(context, fresh, null, CancellationToken.None);
        var records = Records(fresh).ToList();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                records.Select(record => record.Text(HeaderField.IdentityCode)),
                Is.EqualTo(visible.Select(person => person.IdentityCode).Order(StringComparer.Ordinal)),
                "who is on the list, in the order of codes");
            foreach (var form in new[] { RecordForm.Fixed, RecordForm.Csv })
            {
                // Making a database takes longer than all the rest.
                if (isThorough)
                {
                    Assert.That(
                        ListScene.Rows(scene.Database(form)),
                        Is.EqualTo(ListScene.Rows(scene.DatabaseOf(fresh, form))),
                        $"{form} after {last.Title}");
                }

                Assert.That(
                    scene.Codes(form),
                    Is.EqualTo(visible.Select(person => person.IdentityCode).Order(StringComparer.Ordinal)),
                    $"{form}");
            }
        }

        foreach (var person in visible)
        {
            CheckState(scene.Permit, person, records.Single(record => record.Text(HeaderField.IdentityCode) == person.IdentityCode));
        }

        foreach (var delivery in scene.Engine.Published(ListScene.Id).Where(delivery => made.Contains(delivery.Title)))
        {
            CheckFiles(scene, delivery, context);
        }
    }

    private static void EmptyResidences(Record record)
    {
        for (var group = 0; group < record.GroupCount; group++)
        {
            foreach (var field in record.Spec(group).Residences)
            {
                record.Set(group, field.Name, "");
            }
        }
    }

    /// <summary>
    /// The base says of a person what the register's document does, but for what an order covers, and for what shows where others live:
    /// that depends on their orders too (OwnRelationTests).
    /// </summary>
    private static void CheckState(Permit permit, PersonVersion person, Record record)
    {
        var state = LifeRegister.Read(person);
        var isProtected = person.NonDisclosureEnd is not null;
        var expected = new Record();
        for (var (group, isCovered) = (0, false); group < state.GroupCount; group++)
        {
            isCovered =
                state.Spec(group).Clarifies.Count > 0
                    ? isCovered
                    : isProtected
                        && (state.Spec(group).Holds is Sensitivity.Address or Sensitivity.Contact
                            || (permit.NonDisclosureRight == NonDisclosureRight.OrderOnly
                                && state.Spec(group).Holds == Sensitivity.Municipality));
            if (!isCovered
                && (permit.NonDisclosureRight == NonDisclosureRight.Section37
                    || state.Spec(group).Holds != Sensitivity.FormerMunicipality))
            {
                expected.Copy(state, group, state.Attribute(group));
            }
        }

        var said = new Record();
        for (var group = 0; group < record.GroupCount; group++)
        {
            said.Copy(record, group, record.Attribute(group));
        }

        EmptyResidences(said);
        EmptyResidences(expected);
        var groups = MemoryRecipient.Groups(said).ToList();
        if (isProtected)
        {
            Assert.That(
                groups.RemoveAll(group => group.StartsWith("1011 ***", StringComparison.Ordinal)),
                Is.EqualTo(1),
                "the mask replaces the address");
            Assert.That(
                groups.RemoveAll(group => permit.NonDisclosureRight == NonDisclosureRight.OrderOnly && group is "2041 000|"),
                Is.EqualTo(permit.NonDisclosureRight == NonDisclosureRight.OrderOnly ? 1 : 0),
                "and for the municipality");
        }

        Assert.That(groups, Is.EqualTo(MemoryRecipient.Groups(expected)));
    }

    /// <summary>
    /// Nothing that an order covers is in the files of a delivery, nor, where the order alone is known, a municipality of the time of an
    /// order.
    /// </summary>
    private static void CheckFiles(ListScene scene, Delivery delivery, DeliveryContext context)
    {
        var files = scene.Engine.FilesOf(delivery);
        var records = Records(files).ToList();
        var checks = new DeliveryChecks(
            scene.Life,
            context with
            {
                From = delivery.Window.From,
                To = delivery.Window.To,
                Number = delivery.Number,
            },
            records);
        checks.NothingProtectedIsInTheFiles(files);
        checks.NoRelationShowsWhereAProtectedPersonLives();
        checks.FormerMunicipalitiesAreForTheRightAlone();
        if (scene.Permit.NonDisclosureRight == NonDisclosureRight.Section37)
        {
            return;
        }

        var to = new JournalKey(delivery.Window.To);
        foreach (var record in records)
        {
            var persons = PersonsOf(scene, record, new JournalKey(delivery.Window.From ?? delivery.Window.To), to);
            Assert.That(persons, Is.Not.Empty, "every record is a person's");
            var open = persons.Where(person => person.NonDisclosureEnd is null)
                .SelectMany(person => scene.Life.Versions(person.PersonId, default, to).Where(version => version.NonDisclosureEnd is null))
                .Select(version => version.Municipality).ToHashSet();
            for (var group = record.IndexOf("204"); group >= 0; group = record.IndexOf("204", group + 1))
            {
                Assert.That(
                    open.Contains(record.Text(group, "kuntanumero")) || record.Text(group, "kuntanumero") is "000" or "",
                    $"the municipality of a protected time is in {delivery.Title}");
            }

            if (scene.Permit.NonDisclosureRight != NonDisclosureRight.OrderOnly)
            {
                Assert.That(record.IndexOf("015"), Is.LessThan(0), "an order shows");
            }
        }
    }

    /// <summary>
    /// The persons that a record may be about. A record has the code of its entry, which may be another person's at the window's end. A
    /// code that several persons have had names none of them: a line that takes it away may be about any.
    /// </summary>
    private static List<PersonVersion> PersonsOf(ListScene scene, Record record, JournalKey from, JournalKey to)
    {
        var code = record.Text(HeaderField.IdentityCode);
        var ever = scene.Life.Reader.EverHeldBy(code, to);
        var persons = scene.Life.Reader.Find(code, to) is not { } only
            ? ever
            : ever.Where(person =>
                person == only.PersonId
                || scene.Life.Versions(person, from, to).Any(version => version.MergedInto is null && version.IdentityCode == code));
        return [.. persons.Select(person => scene.Life.Reader.At(person, to)).OfType<PersonVersion>()];
    }

    private static IEnumerable<Record> Records(string folder) =>
        new MemoryRecipient(fromCsv: true).Records(folder).Where(record => !record.IsOpaque && record.Type != RecordType.Continuation);
}
