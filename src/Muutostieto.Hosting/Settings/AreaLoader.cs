using Muutostieto.Disclosure.Permits;
using Muutostieto.Records;

namespace Muutostieto.Hosting.Settings;

internal sealed class AreaLoader(MunicipalityDirectory? directory, FaultCollector faults)
{
    /// <summary>Null after a fault.</summary>
    public Area? Load(SectionReader reader)
    {
        var county = reader.Value("county", required: false);
        var municipalities = reader.Value("municipalities", required: false);
        var list = reader.Value("list", required: false);
        var country = reader.Value("country", required: false);
        var named = new[] { county, municipalities, list, country }.Count(value => value is not null);
        if (named != 1)
        {
            faults.Add(
                reader.Place,
                named == 0
                    ? "the area names neither a county nor municipalities nor a list nor the country"
                    : "the area names more than one of a county, municipalities, a list and the country",
                "Write one of { \"county\": \"20\" }, { \"municipalities\": [\"205\", \"290\"] }, { \"list\": true } and, for orders "
                    + "alone, { \"country\": true }.");
            return null;
        }

        return county is not null ? County(reader)
            : country is not null ? Country(reader, country)
            : list is not null ? List(reader, list)
            : Municipalities(reader);
    }

    /// <summary>Whether there is such a municipality; one that there is not is reported. True without a directory.</summary>
    public bool IsKnown(string municipality, JsonPlace place)
    {
        if (directory is null || directory.Municipality(municipality) is not null)
        {
            return true;
        }

        faults.Add(place, $"there is no municipality \"{municipality}\"{Ended(municipality)}", Remedy(municipality));
        return false;
    }

    private static ListArea? List(SectionReader reader, JsonValue list)
    {
        if (list is { Shape: JsonShape.Boolean, Text: "true" })
        {
            return new ListArea();
        }

        reader.Fault("list", $"\"list\" is {list.Describe()}, expected was true", "Write true, or name a county or municipalities.");
        return null;
    }

    private static CountryArea? Country(SectionReader reader, JsonValue country)
    {
        if (country is { Shape: JsonShape.Boolean, Text: "true" })
        {
            return new CountryArea();
        }

        reader.Fault(
            "country", $"\"country\" is {country.Describe()}, expected was true", "Write true, or name a county or municipalities.");
        return null;
    }

    private CountyArea? County(SectionReader reader)
    {
        var code = reader.Text("county");
        if (code is null)
        {
            return null;
        }

        if (!IsCounty(code, reader.PlaceOf("county")))
        {
            return null;
        }

        return new CountyArea(code);
    }

    /// <summary>The municipalities of a county as of a day; null after a fault, empty without a directory.</summary>
    internal IReadOnlyList<string>? MunicipalitiesOf(JsonValue county, DateOnly day) =>
        !IsCounty(county.Text, county.Place) ? null
        : directory is null ? []
        : new CountyArea(county.Text).Resolve(directory, day);

    private bool IsCounty(string code, JsonPlace place)
    {
        if (directory is not null && directory.County(code) is null)
        {
            var codes = directory.Counties.Select(county => county.Code);
            var named = directory.Counties.FirstOrDefault(county => county.Fi == code || county.Sv == code);
            var meant = named is null ? Suggestion.For(code, codes) : $"Write \"{named.Code}\". ";
            faults.Add(place, $"there is no county \"{code}\"", meant + "Two-digit codes are listed in reference/counties.json.");
            return false;
        }

        if (directory?.MunicipalitiesOf(code).Any() == false)
        {
            faults.Add(place, $"the county {code} has no municipalities", "Complete reference/municipalities.json.");
            return false;
        }

        return true;
    }

    private MunicipalityArea? Municipalities(SectionReader reader)
    {
        var codes = reader.Texts("municipalities");
        var unknown = codes.Count(code => !IsKnown(code.Text, code.Place));
        return unknown == 0 && codes.Count > 0 ? new MunicipalityArea([.. codes.Select(code => code.Text)]) : null;
    }

    private string Ended(string code) => directory!.EndOf(code) is { } date ? $" since {date:yyyy-MM-dd}" : "";

    private string Remedy(string code)
    {
        if (directory!.SuccessorOf(code) is { } successor)
        {
            return $"It became part of {successor.Fi}: write \"{successor.Code}\".";
        }

        var named = directory.Municipalities.FirstOrDefault(municipality => municipality.Fi == code || municipality.Sv == code);
        var meant = named is null
            ? Suggestion.For(code, directory.Municipalities.Select(municipality => municipality.Code))
            : $"Write \"{named.Code}\". ";
        return meant + "Three-digit codes are listed in reference/municipalities.json.";
    }
}
