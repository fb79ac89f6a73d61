using Muutostieto.Records;
using Muutostieto.Register.Tests.Support;

namespace Muutostieto.Register.Tests;

/// <summary>What every register must do, whatever it is stored in. A store's own fixture says how to make one and open it.</summary>
public abstract partial class RegisterConformanceTests
{
    protected abstract IRegisterLoader Create(RegisterOrigin origin);

    protected abstract IRegister OpenRead();

    protected abstract IRegisterWriter OpenWrite(TimeSpan? wait = null);

    [Test]
    public void An_empty_register_is_at_the_key_before_everything()
    {
        Load();
        using var register = OpenRead();

        Assert.Multiple(() =>
        {
            Assert.That(register.LatestKey(), Is.EqualTo(JournalKey.BeforeEverything));
            Assert.That(register.ReadJournal(default, new JournalKey(100)), Is.Empty);
            Assert.That(register.Status().Persons, Is.Zero);
        });
    }

    [Test]
    public void A_loaded_register_has_one_entry_for_all_its_persons()
    {
        Load(Some.Person(1), Some.Person(2));
        using var register = OpenRead();

        var entry = register.ReadJournal(JournalKey.BeforeEverything, register.LatestKey()).Single();

        Assert.Multiple(() =>
        {
            Assert.That(entry.Key, Is.EqualTo(new JournalKey(1)));
            Assert.That(entry.Kind, Is.EqualTo(JournalEntryKind.Load));
            Assert.That(entry.PersonId, Is.Null);
            Assert.That(register.Residents(new JournalKey(1), "205"), Has.Count.EqualTo(2));
            Assert.That(register.Residents(JournalKey.BeforeEverything, "205"), Is.Empty);
        });
    }

    [TestCase(RegisterKind.Synthetic, 7L)]
    [TestCase(RegisterKind.Production, null)]
    public void A_register_says_what_it_was_created_as(RegisterKind kind, long? seed)
    {
        var origin = new RegisterOrigin(kind, "Kainuu", seed);
        using (var loader = Create(origin))
        {
            loader.Complete();
        }

        using var register = OpenRead();

        Assert.Multiple(() =>
        {
            Assert.That(register.Describe().Origin, Is.EqualTo(origin));
            Assert.That(register.Describe().Created, Is.EqualTo(Some.Clock.GetUtcNow()));
        });
    }

    [Test]
    public void The_status_counts_the_living_of_real_municipalities()
    {
        Load(
            Some.Person(1, "205"),
            Some.Person(2, "205") with { NonDisclosureEnd = "20300101" },
            Some.Person(3, "290"),
            Some.Person(4, "205") with { Alive = false, NonDisclosureEnd = "99990000" },
            Some.Person(5, "198"),
            Some.Person(6, "199"),
            Some.Person(7, "200") with { NonDisclosureEnd = "99990000" },
            Some.Person(8, ""));
        using var register = OpenRead();

        var status = register.Status();

        Assert.Multiple(() =>
        {
            Assert.That(status.Persons, Is.EqualTo(8));
            Assert.That(status.Living, Is.EqualTo(3));
            Assert.That(status.Protected, Is.EqualTo(1));
            Assert.That(status.Municipalities, Is.EqualTo(new Dictionary<string, long> { ["205"] = 2, ["290"] = 1 }));
            Assert.That(status.LatestKey, Is.EqualTo(new JournalKey(1)));
            Assert.That(status.Bytes, Is.Positive);
        });
    }

    [Test]
    public void Residents_come_in_byte_order_of_identity_code_across_municipalities()
    {
        string[] municipalities = ["091", "205", "290"];
        var persons = Enumerable.Range(0, 3000).Select(number => Some.Person(number, municipalities[number % 3])).ToArray();
        Load(persons);
        using var register = OpenRead();

        var codes = register.Residents(register.LatestKey(), "290", "091", "290", "205", "999").ConvertAll(seen => seen.IdentityCode);

        Assert.That(codes, Is.EqualTo(persons.Select(person => person.IdentityCode).Order(StringComparer.Ordinal)));
    }

    [Test]
    public void A_resident_is_shown_with_everything_the_gate_asks()
    {
        Load(Some.Person(1) with { NonDisclosureEnd = "99990000", Document = Some.Document("Šakić Åå") });
        using var register = OpenRead();

        var seen = register.Residents(register.LatestKey(), "205").Single();

        Assert.That(seen, Is.EqualTo(new Seen(1, Some.Code(1), "205", "99990000", """{"sanoo":"Šakić Åå"}""")));
    }

    [Test]
    public void A_scan_sees_one_state_while_writers_go_on()
    {
        Load(Some.Person(1), Some.Person(2));
        using var register = OpenRead();
        using var writer = OpenWrite();
        var seen = new List<Seen>();

        register.ScanResidents(new JournalKey(long.MaxValue), ["205"], (in ResidentRow row) =>
        {
            if (seen.Count == 0)
            {
                writer.AppendOne(Some.Entry(Some.Person(3)));
            }

            seen.Add(Seen.Of(in row));
        });

        Assert.That(seen, Has.Count.EqualTo(2));
        Assert.That(register.Residents(register.LatestKey(), "205"), Has.Count.EqualTo(3));
    }

    [Test]
    public void A_scan_can_be_called_off()
    {
        Load(Enumerable.Range(0, 2000).Select(number => Some.Person(number)).ToArray());
        using var register = OpenRead();
        using var source = new CancellationTokenSource();
        var count = 0;

        Assert.Throws<OperationCanceledException>(() => register.ScanResidents(
            register.LatestKey(),
            ["205"],
            (in ResidentRow _) =>
            {
                if (++count == 5)
                {
                    source.Cancel();
                }
            },
            source.Token));
        Assert.That(count, Is.LessThan(1000));
    }

    [Test]
    public void A_visitors_failure_ends_the_scan_and_reaches_its_caller()
    {
        Load(Some.Person(1), Some.Person(2));
        using var register = OpenRead();

        Assert.Throws<FormatException>(() =>
            register.ScanResidents(register.LatestKey(), ["205"], (in ResidentRow _) => throw new FormatException()));
        Assert.That(register.Residents(register.LatestKey(), "205"), Has.Count.EqualTo(2));
    }

    [Test]
    public void A_code_in_force_of_a_load_is_no_other_persons_former_one()
    {
        using var loader = Create(Some.Origin);
        loader.Add(Some.Person(1));
        loader.Add(Some.Person(2) with { FormerCodes = [Some.Code(1)] });

        var failure = Assert.Throws<MuutostietoException>(loader.Complete)!;

        Assert.That(failure.Kind, Is.EqualTo(FailureKind.Integrity));
        Assert.That(failure.Message, Does.Not.Contain(Some.Code(1)));
    }

    [Test]
    public void A_person_is_found_by_every_code_they_had()
    {
        Load(Some.Person(1) with { FormerCodes = [Some.Code(1), Some.Code(2)] });
        using var register = OpenRead();

        Assert.Multiple(() =>
        {
            Assert.That(register.Find(Some.Code(1), new JournalKey(1))!.PersonId, Is.EqualTo(1));
            Assert.That(register.Find(Some.Code(2), new JournalKey(1))!.IdentityCode, Is.EqualTo(Some.Code(1)));
            Assert.That(register.Find(Some.Code(3), new JournalKey(1)), Is.Null);
            Assert.That(register.Find(Some.Code(1), JournalKey.BeforeEverything), Is.Null);
        });
    }

    protected void Load(params NewVersion[] persons)
    {
        using var loader = Create(Some.Origin);
        foreach (var person in persons)
        {
            loader.Add(person);
        }

        loader.Complete();
    }
}
