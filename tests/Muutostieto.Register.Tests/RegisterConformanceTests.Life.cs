using Muutostieto.Register.Tests.Support;

namespace Muutostieto.Register.Tests;

public abstract partial class RegisterConformanceTests
{
    private static readonly string[] Area = ["290", "205"];

    [SeededProperty(MaxTest = 40, EndSize = 40)]
    public void As_of_every_key_the_register_says_what_a_plain_model_says(byte loaded, Step[] steps)
    {
        StartAfresh();
        var model = Live(loaded % 12, steps);
        using var register = OpenRead();

        for (var key = JournalKey.BeforeEverything; key <= register.LatestKey(); key = key.Next)
        {
            Assert.That(register.Residents(key, Area), Is.EqualTo(model.Residents(key, Area)), $"residents as of {key}");
            foreach (var person in model.Persons)
            {
                Same(register.At(person, key), model.At(person, key));
                Same(register.Shown(person, key), model.At(person, key));
            }

            foreach (var code in model.Codes)
            {
                Same(register.Find(code, key), model.Find(code, key));
            }
        }

        var status = register.Status();
        var areas = status.Municipalities.Keys.ToArray();
        Assert.That(status.Living, Is.EqualTo(model.Residents(register.LatestKey(), areas).Count));
        Assert.That(status.Protected, Is.EqualTo(model.Residents(register.LatestKey(), areas).Count(seen => seen.NonDisclosureEnd != "")));
    }

    [SeededProperty(MaxTest = 25, EndSize = 40)]
    public void Windows_partition_the_journal(byte[] cuts, Step[] steps)
    {
        StartAfresh();
        Live(2, steps);
        using var register = OpenRead();
        var latest = register.LatestKey();
        var bounds = cuts.Select(cut => new JournalKey(cut % (latest.Value + 1)))
            .Append(JournalKey.BeforeEverything)
            .Append(latest)
            .Order()
            .ToList();

        var keys = bounds
            .Zip(bounds.Skip(1))
            .SelectMany(window => register.ReadJournal(window.First, window.Second))
            .Select(entry => entry.Key.Value);

        Assert.That(keys, Is.EqualTo(Enumerable.Range(1, (int)latest.Value).Select(key => (long)key)));
    }

    /// <summary>A property's next case needs a place where no register is yet.</summary>
    protected abstract void StartAfresh();

    private static void Same(PersonVersion? found, PersonVersion? expected) =>
        Assert.That(Model.Say(found), Is.EqualTo(Model.Say(expected)));

    /// <summary>Lets the steps happen to the register and to the model alike; what is rolled back happens to neither.</summary>
    private Model Live(int loaded, Step[] steps)
    {
        var model = new Model();
        var first = Enumerable.Range(0, loaded).Select(number => Some.Person(90_000 + number, Area[number % 2])).ToArray();
        Load(first);
        for (var i = 0; i < first.Length; i++)
        {
            model.Set(i + 1, new JournalKey(1), first[i]);
        }

        using var writer = OpenWrite();
        var pending = new List<(AppendedEntry Entry, NewVersion Version)>();
        var transaction = writer.Begin();
        foreach (var (step, number) in steps.Select((step, number) => (step, number)))
        {
            var known = model.Persons.Count();
            var before = InForce(step.Person(known));
            var merged = InForce(step.Merges(known));
            var version = step.Version(before, merged?.PersonId == before?.PersonId ? null : merged, number);
            pending.Add((transaction.Append(Some.Entry(version)), version));
            if (!step.CommitsAfter && !step.RollsBack && number < steps.Length - 1)
            {
                continue;
            }

            if (!step.RollsBack)
            {
                transaction.Commit();
                foreach (var (entry, made) in pending)
                {
                    model.Set(entry.PersonId, entry.Key, made);
                }
            }

            transaction.Dispose();
            pending.Clear();
            transaction = writer.Begin();
        }

        transaction.Dispose();
        return model;

        PersonVersion? InForce(long? person) =>
            person is { } id && transaction.Current(id) is { MergedInto: null } version ? version : null;
    }
}
