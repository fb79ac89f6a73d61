using System.IO.Abstractions;
using Muutostieto.Records.Groups;
using Muutostieto.Records.Json;
using Muutostieto.Records.Model;
using Muutostieto.Register;

namespace Muutostieto.Synthetic.Tests.Support;

/// <summary>The buildings of a register, read as of now.</summary>
internal sealed class Town
{
    public static readonly GroupCatalog Layouts =
        GroupCatalogReader.Load(new FileSystem(), Path.Combine(Repository.Config, "building-groups.json"));

    private readonly JsonRecordReader reader = new(Layouts);

    public Town(IRegister register) => register.Buildings.Scan(
        register.LatestKey(),
        SyntheticPopulation.AllMunicipalities(),
        (in row) => Buildings.Add((row.BuildingId, row.Document.ToArray(), Parse(row.Document.ToArray()))));

    public List<(long Id, byte[] Document, Record Groups)> Buildings { get; } = [];

    public Record Parse(ReadOnlyMemory<byte> json)
    {
        var record = new Record();
        reader.Read(json.Span, record);
        return record;
    }

    public static string Text(Record groups, string code, string field) =>
        groups.IndexOf(code) is var group and >= 0 ? groups.Text(group, field) : "";

    /// <summary>The year of completion.</summary>
    public static int Completed(Record groups) => int.Parse(Text(groups, "940", "valmistumispv")[..4]);
}
