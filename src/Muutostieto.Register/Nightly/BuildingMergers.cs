using System.Globalization;
using Muutostieto.Records.Groups;
using Muutostieto.Records.Model;
using Muutostieto.Register.Buildings;

namespace Muutostieto.Register.Nightly;

/// <summary>
/// Moves the buildings of an abolished municipality to the one that it has become part of, as their residents are moved
/// (<see cref="DateDrivenEntries.Merge"/>). Run again, it enters nothing.
/// </summary>
/// <param name="catalog">The layouts of buildings.</param>
public sealed class BuildingMergers(GroupCatalog catalog) : IDisposable
{
    /// <summary>The authority's codes of such events are not public: this one is ours.</summary>
    private const string UpkeepEvent = "YRM";

    private const int BuildingsPerTransaction = 2000;

    private readonly BuildingChange change = new(catalog);
    private readonly Record record = new();

    /// <summary>The buildings whose municipality has been abolished by a day, and the one that they are in now.</summary>
    public static IReadOnlyList<(long Building, string Successor)> Due(
        IRegister read, IReadOnlyList<MunicipalMerger> mergers, DateOnly day, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(read);
        var successors = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var merger in mergers.Where(merger => merger.Date <= day).OrderBy(merger => merger.Date))
        {
            foreach (var earlier in successors.Where(pair => pair.Value == merger.Code).Select(pair => pair.Key).ToList())
            {
                successors[earlier] = merger.Successor;
            }

            successors[merger.Code] = merger.Successor;
        }

        var due = new List<(long, string)>();
        read.Buildings.Scan(
            read.LatestKey(),
            [.. successors.Keys],
            (in row) => due.Add((row.BuildingId, successors[System.Text.Encoding.ASCII.GetString(row.Municipality)])),
            cancellation);
        return due;
    }

    /// <summary>Enters what is due, some thousands at a time.</summary>
    public void Enter(
        IRegisterWriter write, IReadOnlyList<(long Building, string Successor)> due, DateOnly day, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(write);
        foreach (var some in due.Chunk(BuildingsPerTransaction))
        {
            using var transaction = write.Begin();
            foreach (var (building, successor) in some)
            {
                cancellation.ThrowIfCancellationRequested();
                Enter(transaction, building, successor, day);
            }

            transaction.Commit();
        }
    }

    /// <summary>Moves one building.</summary>
    public void Enter(RegisterTransaction transaction, long building, string successor, DateOnly day)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        if (transaction.Buildings.Current(building) is not { } version || version.Municipality == successor)
        {
            return;
        }

        record.Clear();
        record.Set(HeaderField.IdentityCode, version.Code);
        record.Set(HeaderField.Event, UpkeepEvent);
        record.Set(HeaderField.Registered, day.ToString("yyyyMMdd", CultureInfo.InvariantCulture));
        record.Set(HeaderField.Type, [RecordType.Old]);
        record.Set(HeaderField.Role, "1");
        var group = record.Add(catalog.Newest(BuildingState.Location)!, ChangeAttribute.Changed);
        record.Set(group, "kuntakoodi", successor);
        change.Enter(transaction, record);
    }

    public void Dispose() => change.Dispose();
}
