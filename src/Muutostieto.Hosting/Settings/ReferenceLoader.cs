using System.IO.Abstractions;
using Muutostieto.Disclosure.Permits;

namespace Muutostieto.Hosting.Settings;

internal sealed class ReferenceLoader(IFileSystem files, FaultCollector faults)
{
    public MunicipalityDirectory? Load(string directory)
    {
        var counties = Table(
            Path.Combine(directory, "counties.json"),
            ConfigurationKeys.Counties,
            "counties",
            ConfigurationKeys.County,
            County);
        var known = counties?.Select(county => county.Code).ToHashSet();
        var municipalities = Table(
            Path.Combine(directory, "municipalities.json"),
            ConfigurationKeys.Municipalities,
            "municipalities",
            ConfigurationKeys.Municipality,
            reader => Municipality(reader, known));
        var mergers = Table(
            Path.Combine(directory, "mergers.json"),
            ConfigurationKeys.Mergers,
            "mergers",
            ConfigurationKeys.Merger,
            Merger);
        return counties is null || municipalities is null || mergers is null
            ? null
            : new MunicipalityDirectory(municipalities, counties, mergers);
    }

    private List<T>? Table<T>(
        string file,
        IReadOnlySet<string> keys,
        string list,
        IReadOnlySet<string> rowKeys,
        Func<SectionReader, T?> row)
        where T : class
    {
        var json = PositionedJson.ReadFile(files, file, faults);
        var reader = json is null ? null : SectionReader.Open(json, keys, faults);
        if (reader is null)
        {
            return null;
        }

        var rows = new List<T>();
        var codes = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in reader.Items(list))
        {
            if (SectionReader.Open(item, rowKeys, faults) is { } section && row(section) is { } value)
            {
                rows.Add(value);
                if (section.Text("code") is { } code && !codes.Add(code))
                {
                    section.Fault("code", $"duplicate code {code} in the table", "Keep one of the two.");
                }
            }
        }

        return rows;
    }

    private static County? County(SectionReader reader)
    {
        var code = reader.Text("code", ConfigurationPatterns.County, "two digits");
        var fi = reader.Text("fi");
        var sv = reader.Text("sv");
        return code is null || fi is null || sv is null ? null : new County(code, fi, sv);
    }

    private static Municipality? Municipality(SectionReader reader, HashSet<string>? counties)
    {
        var code = reader.Text("code", ConfigurationPatterns.Municipality, "three digits");
        var fi = reader.Text("fi");
        var sv = reader.Text("sv");
        var county = reader.Text("county", ConfigurationPatterns.County, "two digits");
        if (county is not null && counties?.Contains(county) == false)
        {
            reader.Fault("county", $"there is no county {county}", "Write a code of counties.json.");
        }

        return code is null || fi is null || sv is null || county is null ? null : new Municipality(code, fi, sv, county);
    }

    private static Merger? Merger(SectionReader reader)
    {
        var code = reader.Text("code", ConfigurationPatterns.Municipality, "three digits");
        var successor = reader.Text("successor", ConfigurationPatterns.Municipality, "three digits");
        var date = reader.Date("date");
        return code is null || successor is null || date is null ? null : new Merger(code, successor, date.Value);
    }
}
