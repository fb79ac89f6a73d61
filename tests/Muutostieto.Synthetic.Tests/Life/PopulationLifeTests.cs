using System.Security.Cryptography;
using Muutostieto.Records;
using Muutostieto.Records.Model;
using Muutostieto.Register;
using Muutostieto.Register.Nightly;
using Muutostieto.Register.Sqlite;
using Muutostieto.Synthetic.Life;
using Muutostieto.Synthetic.Tests.Support;

namespace Muutostieto.Synthetic.Tests.Life;

public sealed class PopulationLifeTests
{
    [Test]
    public void The_same_register_and_seed_give_the_same_entries()
    {
        using var one = new LifeRegister(Populations.Mixed, 3000, 4);
        using var other = new LifeRegister(Populations.Mixed, 3000, 4);
        one.Live(new LifeOptions { Weeks = 12, Seed = 9 });
        other.Live(new LifeOptions { Weeks = 12, Seed = 9 });

        Assert.That(Hash(other), Is.EqualTo(Hash(one)));
    }

    [Test]
    public void Another_seed_gives_another_life()
    {
        using var one = new LifeRegister(Populations.Mixed, 1000, 4);
        using var other = new LifeRegister(Populations.Mixed, 1000, 4);
        one.Live(new LifeOptions { Weeks = 4, Seed = 9 });
        other.Live(new LifeOptions { Weeks = 4, Seed = 10 });

        Assert.That(Hash(other), Is.Not.EqualTo(Hash(one)));
    }

    [Test]
    public void A_life_goes_on_after_the_last_day_of_the_journal()
    {
        using var register = new LifeRegister(Populations.Kainuu, 2000, 3);
        var first = register.Live(new LifeOptions { Weeks = 6 });
        var last = DateOnly.ParseExact(register.Journal().Last().RegistrationDay, "yyyyMMdd");
        var second = register.Live(new LifeOptions { Weeks = 6 });

        Assert.Multiple(() =>
        {
            Assert.That(first.From, Is.EqualTo(Populations.AsOf.AddDays(1)));
            Assert.That(second.From, Is.EqualTo(last.AddDays(1)));
            Assert.That(register.Journal().Select(entry => entry.RegistrationDay), Is.Ordered);
            Assert.That(register.Journal().LongCount(), Is.EqualTo(first.Entries + second.Entries));
        });
    }

    [Test]
    public void A_child_born_in_one_run_gets_a_name_in_the_next()
    {
        using var register = new LifeRegister(Populations.Kainuu, 6000, 3);
        register.Live(new LifeOptions { Weeks = 8 });
        var unnamed = register.Living().Where(pair => pair.Groups.IndexOf("004") < 0).Select(pair => pair.Person).ToList();
        register.Live(new LifeOptions { Weeks = 16 });
        var still = register.Living().Where(pair => pair.Groups.IndexOf("004") < 0).Select(pair => pair.Person).ToHashSet();

        Assert.Multiple(() =>
        {
            Assert.That(unnamed, Is.Not.Empty);
            Assert.That(unnamed.Where(still.Contains), Is.Empty);
        });
    }

    [Test]
    public void What_cannot_be_lived_is_refused_with_the_remedy()
    {
        using var register = new LifeRegister(Populations.Kainuu, 500, 3);
        register.Live(new LifeOptions { Weeks = 2 });
        var late = Assert.Throws<MuutostietoException>(() => register.Live(new LifeOptions { Weeks = 1, From = new DateOnly(2025, 6, 1) }));
        var none = Assert.Throws<MuutostietoException>(() => register.Live(new LifeOptions { Weeks = 0 }));

        Assert.Multiple(() =>
        {
            Assert.That(late.Kind, Is.EqualTo(FailureKind.Usage));
            Assert.That(late.Message, Does.Contain("2026-01-"));
            Assert.That(none.Kind, Is.EqualTo(FailureKind.Usage));
        });
    }

    [Test]
    public void A_production_register_is_never_simulated()
    {
        var folder = Directory.CreateTempSubdirectory("life").FullName;
        try
        {
            var path = Path.Combine(folder, "register.db");
            using (var loader = SqliteRegister.Create(path, new RegisterOrigin(RegisterKind.Production), TimeProvider.System))
            {
                loader.Complete();
            }

            using var read = SqliteRegister.OpenRead(path);
            using var write = SqliteRegister.OpenWrite(path);

            var refused = Assert.Throws<MuutostietoException>(() =>
                new PopulationLife(new LifeOptions { Weeks = 1 }, LifeRegister.Catalog).Simulate(read, write));
            Assert.That(refused.Kind, Is.EqualTo(FailureKind.Usage));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Test]
    public void A_cancelled_run_leaves_whole_days()
    {
        using var register = new LifeRegister(Populations.Kainuu, 2000, 3);
        using var cancellation = new CancellationTokenSource();
        using (var write = register.Write())
        {
            var progress = new Following(done =>
            {
                if (done.Days == 9)
                {
                    cancellation.Cancel();
                }
            });
            Assert.Throws<OperationCanceledException>(() =>
                new PopulationLife(new LifeOptions { Weeks = 5 }, LifeRegister.Catalog).Simulate(
                    register.Read,
                    write,
                    progress,
                    cancellation.Token));
        }

        Assert.That(register.Journal().Max(entry => entry.RegistrationDay), Is.LessThanOrEqualTo("20260109"));
        Assert.That(register.Journal(), Is.Not.Empty);
    }

    [Test]
    public void Mass_events_rename_streets_lose_whereabouts_and_merge_a_municipality()
    {
        using var register = new LifeRegister(Populations.Kainuu, 7000, 3);
        register.Live(new LifeOptions { Weeks = 54, MassEvents = MassEvents.All, From = new DateOnly(2026, 1, 5) });
        var journal = register.Journal().Select(entry => (entry, Record: register.Parse(entry.Record))).ToList();
        var renamed = journal.Count(pair =>
            pair.entry.RegistrationDay == "20260515"
            && pair.Record.IndexOf("101") is var at and >= 0
            && pair.Record.Text(at, "katu_fi").StartsWith("Uusi ", StringComparison.Ordinal));
        var merged = journal
            .Where(pair => pair.entry.RegistrationDay == "20270101" && pair.entry.Event == "XCF" && pair.Record.IndexOf("204") >= 0)
            .ToList();
        var municipalities = register.Read.Status().Municipalities;

        Assert.Multiple(() =>
        {
            Assert.That(renamed, Is.InRange(170, 400));
            Assert.That(
                journal.Count(pair => pair.Record.IndexOf("204") is var at and >= 0 && pair.Record.Text(at, "kuntanumero") == "199"),
                Is.GreaterThan(0));
            Assert.That(merged, Has.Count.GreaterThan(80));
            Assert.That(
                merged.Select(pair => pair.Record.Text(pair.Record.IndexOf("204"), "kuntanumero")).Distinct(),
                Is.EqualTo(new[] { "205" }));
            Assert.That(
                merged.Count(pair =>
                    pair.Record.Attribute(pair.Record.IndexOf("204")) != ChangeAttribute.Changed || pair.Record.IndexOf("909") < 0),
                Is.Zero);
            Assert.That(Populations.Kainuu.Where(code => !municipalities.ContainsKey(code)).Count(), Is.EqualTo(1));
        });
    }

    [Test]
    public void A_merger_of_the_reference_comes_into_force_on_its_day()
    {
        using var register = new LifeRegister(["105", "205"], 2000, 3);
        register.Live(new LifeOptions { Weeks = 3, Mergers = [new MunicipalMerger("105", "205", new DateOnly(2026, 1, 10))] });

        Assert.That(register.Read.Status().Municipalities.Keys, Does.Not.Contain("105"));
        Assert.That(
            register.Journal().Where(entry => entry.Event == "XCF").Max(entry => entry.RegistrationDay),
            Is.GreaterThanOrEqualTo("20260110"));
    }

    [TestCase(1)]
    [TestCase(9)]
    public void A_handful_of_persons_lives_too(int persons)
    {
        using var register = new LifeRegister(["766"], persons, 3);

        Assert.DoesNotThrow(() => register.Live(new LifeOptions { Weeks = 104 }));
    }

    [TestCase(1ul)]
    [TestCase(2ul)]
    [TestCase(3ul)]
    public void Years_with_everything_in_them_leave_a_register_without_faults(ulong seed)
    {
        using var register = new LifeRegister(Populations.Mixed, 3000, seed);
        register.Live(new LifeOptions { Weeks = 60, Seed = seed, MassEvents = MassEvents.All });
        var result = register.Live(new LifeOptions { Weeks = 60, Seed = seed, MassEvents = MassEvents.All });

        Assert.Multiple(() =>
        {
            Assert.That(register.NotReplayed(), Is.Empty);
            Assert.That(LifeFaults.Of(register, result.To), Is.Empty);
            Assert.That(register.Journal().Select(entry => entry.RegistrationDay), Is.Ordered);
        });
    }

    private static string Hash(LifeRegister register)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var entry in register.Journal())
        {
            hash.AppendData(entry.Record.Span);
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }

    private sealed class Following(Action<LifeProgress> follow) : IProgress<LifeProgress>
    {
        public void Report(LifeProgress value) => follow(value);
    }
}
