using Muutostieto.Disclosure.Permits;

namespace Muutostieto.Hosting.Settings;

internal sealed class ReferenceLoader(FaultCollector faults)
{
    public MunicipalityDirectory? Load(string directory)
    {
        List<County>? counties = Table(Path.Combine(directory, "counties.json"), ConfigurationKeys.Counties, "counties", ConfigurationKeys.County, County);
        var known = counties?.Select(county => county.Code).ToHashSet();
        List<Municipality>? municipalities = Table(
            Path.Combine(directory, "municipalities.json"), ConfigurationKeys.Municipalities, "municipalities", ConfigurationKeys.Municipality,
            reader => Municipality(reader, known));
        List<Merger>? mergers = Table(Path.Combine(directory, "mergers.json"), ConfigurationKeys.Mergers, "mergers", ConfigurationKeys.Merger, Merger);
        return counties is null || municipalities is null || mergers is null ? null : new MunicipalityDirectory(municipalities, counties, mergers);
    }

    private List<T>? Table<T>(string file, IReadOnlySet<string> keys, string list, IReadOnlySet<string> rowKeys, Func<SectionReader, T?> row)
        where T : class
    {
        JsonValue? json = PositionedJson.ReadFile(file, faults);
        SectionReader? reader = json is null ? null : SectionReader.Open(json, keys, faults);
        if (reader is null)
        {
            return null;
        }

        var rows = new List<T>();
        var codes = new HashSet<string>(StringComparer.Ordinal);
        foreach (JsonValue item in reader.Items(list))
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
        string? code = reader.Text("code", ConfigurationPatterns.County, "two digits");
        string? fi = reader.Text("fi");
        string? sv = reader.Text("sv");
        return code is null || fi is null || sv is null ? null : new County(code, fi, sv);
    }

    private static Municipality? Municipality(SectionReader reader, HashSet<string>? counties)
    {
        string? code = reader.Text("code", ConfigurationPatterns.Municipality, "three digits");
        string? fi = reader.Text("fi");
        string? sv = reader.Text("sv");
        string? county = reader.Text("county", ConfigurationPatterns.County, "two digits");
        if (county is not null && counties?.Contains(county) == false)
        {
            reader.Fault("county", $"there is no county {county}", "Write a code of counties.json.");
        }

        return code is null || fi is null || sv is null || county is null ? null : new Municipality(code, fi, sv, county);
    }

    private static Merger? Merger(SectionReader reader)
    {
        string? code = reader.Text("code", ConfigurationPatterns.Municipality, "three digits");
        string? successor = reader.Text("successor", ConfigurationPatterns.Municipality, "three digits");
        DateOnly? date = reader.Date("date");
        return code is null || successor is null || date is null ? null : new Merger(code, successor, date.Value);
    }
}
