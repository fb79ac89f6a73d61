using System.Globalization;
using System.IO.Abstractions;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Extracts.Orders;

namespace Muutostieto.Hosting.Settings;

/// <summary>Reads the sample of an order.</summary>
/// <param name="files">Where a list of cases is.</param>
/// <param name="permit">The order's; null when there is none of that name.</param>
/// <param name="target">What the order's rows are; null when that could not be read.</param>
/// <param name="faults">What is wrong.</param>
internal sealed class SampleLoader(IFileSystem files, Permit? permit, OrderTarget? target, FaultCollector faults)
{
    /// <summary>In the order of <see cref="SampleStrata"/>, after none.</summary>
    private static readonly string[] StrataNames = ["municipality", "sex", "ageGroup"];

    /// <summary>Null without a sample, and after a fault.</summary>
    internal SampleRequest? Load(SectionReader order)
    {
        if (order.Section("sample", ConfigurationKeys.OrderSample, required: false) is not { } reader)
        {
            return null;
        }

        if (reader.Value(ControlsLoader.Key, required: false) is not null)
        {
            return Controls(reader);
        }

        var size = reader.Value("size") is null ? null : reader.Number("size", 1, int.MaxValue);
        var series = Series(reader);
        var start = Start(reader);
        var strata = reader.Word("strata", StrataNames, required: false) is { } word
            ? (SampleStrata)(1 + Array.IndexOf(StrataNames, word))
            : SampleStrata.None;
        var perHousehold = reader.Boolean("perHousehold", defaultValue: false);
        CheckPermit(reader, strata, perHousehold);
        return size is null || series is null || start is null
            ? null
            : new SampleRequest(size.Value, series)
            {
                Start = start.Value,
                Strata = strata,
                PerHousehold = perHousehold,
            };
    }

    /// <summary>How many of each part are in a sample shows what it was divided by, so that must be data of the permit.</summary>
    private void CheckPermit(SectionReader reader, SampleStrata strata, bool perHousehold)
    {
        if (target is { } rows && SampleFields.OfStrata(strata, rows) is var (group, field))
        {
            CheckPermit(reader, "strata", group, [field]);
        }

        if (perHousehold && target == OrderTarget.Persons)
        {
            CheckPermit(reader, "perHousehold", SampleFields.Household, SampleFields.OfHousehold);
        }
    }

    private void CheckPermit(SectionReader reader, string key, string group, IReadOnlyList<string> fields)
    {
        if (permit?.Orders?.Allows(group, fields) == false)
        {
            reader.Fault(
                key,
                $"\"{key}\" looks at {group}.{string.Join(", ", fields)}, which the permit \"{permit.Id}\" does not have",
                "Take it out, or have the group added to the permit.");
        }
    }

    private SampleRequest? Controls(SectionReader reader)
    {
        var (controls, series) = (new ControlsLoader(files, permit, faults).Load(reader), Series(reader));
        return controls is null || series is null ? null : new SampleRequest(0, series) { Controls = controls };
    }

    private static string? Series(SectionReader reader) =>
        reader.Text("series", ConfigurationPatterns.Id, "small letters, digits and dashes, 64 at most");

    private ulong? Start(SectionReader reader)
    {
        var value = reader.Value("start", required: false);
        if (value is null or { Shape: JsonShape.Number, Text: "0" })
        {
            return 0;
        }

        if (value.Shape == JsonShape.Text && ConfigurationPatterns.Hexadecimal.IsMatch(value.Text))
        {
            return ulong.Parse(value.Text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        }

        faults.Add(
            value.Place, $"\"start\" is {value.Describe()}; expected 0, or 1 to 16 hex digits in quotes",
            "Write 0 for the first sample of the series, or where the one before ended.");
        return null;
    }
}
