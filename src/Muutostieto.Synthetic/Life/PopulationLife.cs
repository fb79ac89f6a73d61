using System.Globalization;
using Muutostieto.Records;
using Muutostieto.Records.Groups;
using Muutostieto.Register;
using Muutostieto.Register.Nightly;
using Muutostieto.Synthetic.Chances;
using Muutostieto.Synthetic.Codes;
using Muutostieto.Synthetic.Life.Buildings;
using Muutostieto.Synthetic.Life.Events;
using Muutostieto.Synthetic.Life.Files;
using Muutostieto.Synthetic.Life.Index;
using Muutostieto.Synthetic.Life.Rates;
using Muutostieto.Synthetic.Names;
using Muutostieto.Synthetic.Reference;

namespace Muutostieto.Synthetic.Life;

/// <summary>
/// Lets a register's synthetic population live on: births, deaths, moves and all other events of a register, at the yearly rates of Finland
/// by age and municipality,
/// day by day, as journal entries. Each entry's record says the whole change. Nothing is kept outside the register: a later run continues
/// from the end of the journal.
/// </summary>
/// <param name="options">For how long, and from which seed.</param>
/// <param name="catalog">The record layouts.</param>
/// <param name="buildingCatalog">The layouts of buildings; null: nothing happens to buildings.</param>
public sealed class PopulationLife(LifeOptions options, GroupCatalog catalog, GroupCatalog? buildingCatalog = null)
{
    private const int DaysPerWeek = 7;
    private const int EntriesLookedAt = 2000;

    /// <summary>
    /// The day on which a life goes on: after the journal's last day, or after that of the population when nothing has happened yet.
    /// </summary>
    public static DateOnly NextDay(IRegister register)
    {
        // The last entries only: a nightly job may have entered an earlier day after a later one, but not by thousands of entries. What it
        // keeps up on a day of its own, as addresses that have ended, is no day of life.
        var before = new PopulationOptions { Municipalities = [] }.AsOf;
        for (
            var latest = register.LatestKey();
            latest > JournalKey.BeforeEverything;
            latest = new JournalKey(Math.Max(0, latest.Value - EntriesLookedAt)))
        {
            var days = register.ReadJournal(new JournalKey(Math.Max(0, latest.Value - EntriesLookedAt)), latest)
                .Where(entry => entry.Kind == JournalEntryKind.Record && entry.Event != EventCode.Upkeep)
                .Select(entry =>
                    DateOnly.TryParseExact(
                        entry.RegistrationDay,
                        "yyyyMMdd",
                        CultureInfo.InvariantCulture,
                        DateTimeStyles.None,
                        out var day)
                        ? day
                        : DateOnly.MinValue)
                .ToList();
            if (days.Count > 0)
            {
                return days.Append(before).Max().AddDays(1);
            }
        }

        return before.AddDays(1);
    }

    /// <summary>Appends the entries, one transaction a day: concurrent readers see whole days. Memory holds sixteen bytes a living
    /// person.</summary>
    /// <exception cref="MuutostietoException">
    /// Usage: the register is a production one, empty, or has entries of later days. Transient: another program is writing; the days
    /// before stay.
    /// </exception>
    /// <exception cref="OperationCanceledException">The run was ended; whole days stay.</exception>
    public LifeResult Simulate(
        IRegister read,
        IRegisterWriter write,
        IProgress<LifeProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        var from = Check(read);
        using var registrar = new ChangeRegistrar(catalog, new PersonIndex());
        LifeWorld world;
        try
        {
            world = Build(read, registrar, from, cancellation);
        }
        catch (FormatException error)
        {
            throw new MuutostietoException(
                FailureKind.Integrity,
                $"register: a person's document cannot be read ({error.Message}). Nothing was simulated; restore the register from a "
                    + "backup.",
                error);
        }

        var runs = new MassRuns(world, read, options.MassEvents);
        var calendar = new RegistrationCalendar();
        ILifeEvent[] events =
        [
            new Minors(world),
            new Births(world),
            new ChildNames(world),
            new Deaths(world),
            new Moves(world),
            new Arrivals(world),
            new Couples(world),
            new Events.Names(world),
            new Citizenships(world),
            new AdultGuardianships(world),
            new CodeChanges(world),
            new Orders(world),
            new SelfReports(world),
            new Corrections(world),
            new Duplicates(world),
            new Prohibitions(world, options.Seed),
        ];

        using var buildings = buildingCatalog is null ? null : TownLife.Of(world, read, buildingCatalog, options.Seed);
        var days = options.Weeks * DaysPerWeek;
        var mergers = new List<MunicipalMerger>(options.Mergers);
        for (var i = 0; i < days; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            var date = from.AddDays(i);
            var (share, moves) = calendar.ShareOf(date);
            var day = new LifeDay(date, share, moves, Dice.For(options.Seed, "life", date.DayNumber));
            if (runs.MergerOn(date) is { } merger)
            {
                mergers.Add(merger);
            }

            using (var transaction = write.Begin())
            {
                registrar.Transaction = transaction;
                buildings?.Begin(day);
                EnterByDate(world, mergers, date);
                if (i == 0 || mergers.Exists(merger => merger.Date == date))
                {
                    buildings?.Merge(mergers, date);
                }

                runs.Happen(day);
                foreach (var eventCode in events)
                {
                    registrar.Clear();
                    eventCode.Happen(day);
                }

                registrar.Clear();
                buildings?.Happen();
                transaction.Commit();
            }

            progress?.Report(new LifeProgress(date, i + 1, registrar.Entries));
        }

        return new LifeResult(from, from.AddDays(days - 1), registrar.Entries, registrar.ByEvent, read.LatestKey());
    }

    private DateOnly Check(IRegister read)
    {
        if (options.Weeks < 1)
        {
            throw new MuutostietoException(
                FailureKind.Usage,
                $"Life of the population: {options.Weeks} weeks were asked for, at least 1 was expected.");
        }

        if (read.Describe().Origin.Kind == RegisterKind.Production)
        {
            throw new MuutostietoException(
                FailureKind.Usage,
                "Life of the population: the register holds real persons. Only a synthetic register can be simulated.");
        }

        if (read.LatestKey() == JournalKey.BeforeEverything)
        {
            throw new MuutostietoException(
                FailureKind.Usage,
                "Life of the population: the register is empty.")
            {
                Remedy = new SyntheticRemedy.CreatePopulation(),
            };
        }

        var next = NextDay(read);
        return options.From is not { } from ? next
            : from >= next ? from
            : throw new MuutostietoException(
                FailureKind.Usage,
                $"Life of the population: from {from:yyyy-MM-dd} was asked for, but the journal goes to {next.AddDays(-1):yyyy-MM-dd}. "
                    + $"Begin on {next:yyyy-MM-dd} or later.");
    }

    private LifeWorld Build(IRegister read, ChangeRegistrar registrar, DateOnly from, CancellationToken cancellation)
    {
        var data = new ReferenceData();
        var codes = new IdentityCodeAllocator();
        var housing = new Housing(data);
        new IndexBuilder(catalog, data, registrar.Index, codes, housing).Build(
            read,
            options.Mergers.Select(merger => merger.Code),
            cancellation);
        return new LifeWorld(registrar, registrar.Index, new LifeRates(registrar.Index, data, from), data, new NameBook(), housing, codes);
    }

    /// <summary>What the nightly job would have entered on the day: the same entries, found by the index.</summary>
    private void EnterByDate(LifeWorld world, IReadOnlyList<MunicipalMerger> mergers, DateOnly date)
    {
        using var nightly = new DateDrivenEntries(catalog, mergers);
        foreach (var merger in mergers.Where(merger => merger.Date <= date && world.Index.Home.Contains(merger.Code)))
        {
            world.Index.AddHome(merger.Successor);
            var number = PersonIndex.Number(merger.Code);
            foreach (var person in world.Index.Residents.Where(person => world.Index[person].Municipality == number).Order().ToList())
            {
                if (nightly.Merge(world.Registrar.Transaction, person, merger, date))
                {
                    world.Registrar.NoteOf(person, EventCode.Upkeep);
                }

                world.Registrar.Clear();
            }

            world.Index.RemoveHome(merger.Code);
            world.Successors[merger.Code] = merger.Successor;
        }

        var digits = LifeDay.Text(date);
        foreach (
            var person in world.Index.Orders.Where(pair => string.CompareOrdinal(pair.Value, digits) < 0).Select(pair => pair.Key).ToList())
        {
            if (nightly.EndOrder(world.Registrar.Transaction, person, date))
            {
                world.Registrar.NoteOf(person, EventCode.NonDisclosure);
            }

            world.Registrar.Clear();
        }
    }
}
