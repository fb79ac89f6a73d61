using Muutostieto.Records.Groups;
using Muutostieto.Records.Json;
using Muutostieto.Records.Model;
using Muutostieto.Records.State;
using Muutostieto.Register;
using Muutostieto.Register.Sqlite;
using Muutostieto.Synthetic.Life;

namespace Muutostieto.Synthetic.Tests.Support;

/// <summary>A register of a synthetic population in a folder of its own, to be lived in.</summary>
internal sealed class LifeRegister : IDisposable
{
    public static readonly GroupCatalog Catalog = Layouts.Catalog;

    private readonly string folder = Directory.CreateTempSubdirectory("life").FullName;
    private readonly JsonRecordReader reader = new(Catalog);

    public LifeRegister(IReadOnlyList<string> municipalities, int? persons, ulong seed, bool hasBuildings = false)
    {
        using (
            var loader = SqliteRegister.Create(
                FilePath,
                new RegisterOrigin(RegisterKind.Synthetic, "test", (long)seed),
                TimeProvider.System))
        {
            var population = Populations.Of(municipalities, persons, seed);
            population.Create(
                person => loader.Add(new NewVersion
                {
                    IdentityCode = person.IdentityCode,
                    FormerCodes = person.FormerCodes,
                    Municipality = person.Municipality,
                    Alive = person.Alive,
                    NonDisclosureEnd = person.NonDisclosureEnd,
                    Document = person.Document,
                }),
                building => _ = hasBuildings ? loader.AddBuilding(building) : 0);
            loader.Complete();
        }

        Read = SqliteRegister.OpenRead(FilePath);
    }

    public IRegister Read { get; }

    private string FilePath => Path.Combine(folder, "register.db");

    public LifeResult Live(LifeOptions options)
    {
        using var write = Write();
        return new PopulationLife(options, Catalog, Town.Layouts).Simulate(Read, write);
    }

    public IRegisterWriter Write() => SqliteRegister.OpenWrite(FilePath);

    /// <summary>The entries of the life, without the loading.</summary>
    public IEnumerable<JournalEntry> Journal() => Read.ReadJournal(new JournalKey(1), Read.LatestKey());

    /// <summary>Events of entries whose record does not make the state after of the state before.</summary>
    public IEnumerable<string> NotReplayed()
    {
        using var writer = new JsonRecordWriter();
        var wrong = new List<string>();
        foreach (var entry in Journal())
        {
            var before = Read.At(entry.PersonId!.Value, new JournalKey(entry.Key.Value - 1));
            var after = Read.At(entry.PersonId.Value, entry.Key)!;

            // The entry that ends a duplicate is about the one who remains.
            if (after.MergedInto is not null)
            {
                continue;
            }

            var state = before is null ? new PersonState() : new PersonState(Parse(before.Document));
            state.Apply(Parse(entry.Record));
            if (!writer.WriteState(state.Groups).SequenceEqual(after.Document.Span))
            {
                wrong.Add(entry.Event);
            }
        }

        return wrong;
    }

    public Record Parse(ReadOnlyMemory<byte> json)
    {
        var record = new Record();
        reader.Read(json.Span, record);
        return record;
    }

    /// <summary>All the living of every municipality of the reference, and of none.</summary>
    public List<(long Person, Record Groups)> Living()
    {
        var living = new List<(long, Record)>();
        Read.ScanResidents(
            Read.LatestKey(),
            [.. SyntheticPopulation.AllMunicipalities(), "198", "199", "200"],
            (in row) => living.Add((row.PersonId, Parse(row.Document.ToArray()))));
        return living;
    }

    public void Dispose()
    {
        Read.Dispose();
        Directory.Delete(folder, recursive: true);
    }
}
