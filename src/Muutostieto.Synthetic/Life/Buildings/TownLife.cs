using Muutostieto.Records.Groups;
using Muutostieto.Register;
using Muutostieto.Register.Nightly;

namespace Muutostieto.Synthetic.Life.Buildings;

/// <summary>The buildings of a register during a life of its persons.</summary>
internal sealed class TownLife : IDisposable
{
    private readonly BuildingRegistrar registrar;
    private readonly BuildingWorks works;
    private readonly BuildingLife life;

    private readonly BuildingMergers mergers;
    private readonly IRegister read;

    private TownLife(LifeWorld world, IRegister read, GroupCatalog catalog, long known, ulong seed)
    {
        this.read = read;
        mergers = new BuildingMergers(catalog);
        registrar = new BuildingRegistrar(catalog, world.Registrar);
        works = new BuildingWorks(world, registrar, seed);
        life = new BuildingLife(works, registrar, known);
        world.Housing.OnTaken = new NewHomes(works, registrar).Ensure;
        world.Housing.OnRenamed = new RenamedStreets(works, registrar, read).Rename;
    }

    /// <summary>Null for a register without buildings, which gets none.</summary>
    public static TownLife? Of(LifeWorld world, IRegister read, GroupCatalog catalog, ulong seed) =>
        read.Buildings.Counts().Buildings is var known and > 0 ? new TownLife(world, read, catalog, known, seed) : null;

    /// <summary>Begins a day: from now on the dwellings that are moved into are entered.</summary>
    public void Begin(LifeDay day) => works.Begin(day);

    /// <summary>What happens to buildings on the day without anybody's moving.</summary>
    public void Happen() => life.Happen();

    /// <summary>Moves the buildings of municipalities that have ended by the day.</summary>
    public void Merge(IReadOnlyList<MunicipalMerger> all, DateOnly day)
    {
        foreach (var (building, successor) in BuildingMergers.Due(read, all, day))
        {
            mergers.Enter(registrar.Transaction, building, successor, day);
            registrar.CountMerger();
        }
    }

    public void Dispose()
    {
        mergers.Dispose();
        works.Dispose();
        registrar.Dispose();
    }
}
