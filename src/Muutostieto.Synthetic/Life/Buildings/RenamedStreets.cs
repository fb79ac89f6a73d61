using System.Text;
using Muutostieto.Records.Model;
using Muutostieto.Register;
using Muutostieto.Synthetic.Life.Events;

namespace Muutostieto.Synthetic.Life.Buildings;

/// <summary>A street that is renamed for its residents is renamed for its buildings too.</summary>
internal sealed class RenamedStreets(BuildingWorks works, BuildingRegistrar registrar, IRegister read)
{
    private const string Address = "936";

    /// <param name="municipality">Three digits.</param>
    /// <param name="street">The old name: the Finnish one, where there is none the Swedish one.</param>
    public void Rename(string municipality, string street)
    {
        var buildings = new List<long>();
        var name = Encoding.UTF8.GetBytes($"\"{street}\"");
        read.Buildings.Scan(read.LatestKey(), [municipality], (in row) =>
        {
            if (row.Document.IndexOf(name) >= 0)
            {
                buildings.Add(row.BuildingId);
            }
        });
        foreach (var version in buildings.Select(building => registrar.Transaction.Buildings.Current(building)!))
        {
            var groups = registrar.Groups(version);
            if (groups.IndexOf(Address) is >= 0 and var at && NameOf(groups, at) == street)
            {
                registrar.Begin(version.Code, BuildingEvent.Renumbered, works.Day);
                var group = registrar.Record.Copy(groups, at, ChangeAttribute.Changed);
                Set(group, "katunimi_fi", MassRuns.NewInFinnish);
                Set(group, "katunimi_sv", MassRuns.NewInSwedish);
                registrar.Enter();
            }
        }
    }

    private static string NameOf(Record groups, int group) =>
        groups.Text(group, "katunimi_fi") is { Length: > 0 } name ? name : groups.Text(group, "katunimi_sv");

    private void Set(int group, string field, string prefix)
    {
        if (MassRuns.NewName(registrar.Record.Text(group, field), prefix) is { } name)
        {
            registrar.Record.Set(group, field, name);
        }
    }
}
