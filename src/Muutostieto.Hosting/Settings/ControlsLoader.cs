using System.IO.Abstractions;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Extracts.Orders;

namespace Muutostieto.Hosting.Settings;

/// <summary>Reads the cases for which an order asks matched controls.</summary>
/// <param name="files">Where the list is.</param>
/// <param name="permit">The order's; null when there is none of that name.</param>
/// <param name="faults">What is wrong.</param>
internal sealed class ControlsLoader(IFileSystem files, Permit? permit, FaultCollector faults)
{
    internal const string Key = "controls";
    private const int MostEach = 100;

    /// <summary>Null after a fault.</summary>
    internal ControlRequest? Load(SectionReader sample)
    {
        if (sample.Section(Key, ConfigurationKeys.OrderControls) is not { } reader)
        {
            return null;
        }

        string[] others = ["size", "start", "strata", "perHousehold"];
        foreach (var other in others.Where(key => sample.Value(key, required: false) is not null))
        {
            sample.Fault(other, $"\"{other}\" is given beside \"controls\", where it means nothing", "Remove it.");
        }

        var list = new OrderListLoader(files, faults).Load(reader, "list", required: true);
        var each = reader.Value("each") is null ? null : reader.Number("each", 1, MostEach);
        var matches = new WordListLoader(faults).Load<ControlMatch>(reader, "match", "match", [.. ControlRequest.MatchWords]);
        foreach (var match in matches)
        {
            CheckPermit(reader, match);
        }

        var withCases = reader.Boolean("withCases", defaultValue: false);
        return list is null || each is null || matches.Count == 0
            ? null
            : new ControlRequest(list, each.Value, [.. matches.Order()]) { WithCases = withCases };
    }

    /// <summary>Controls say what their cases are like, so that must be data of the permit.</summary>
    private void CheckPermit(SectionReader reader, ControlMatch match)
    {
        var (group, field) = ControlRequest.FieldOf(match);
        if (permit?.Orders?.Allows(group, [field]) == false)
        {
            reader.Fault(
                "match",
                $"\"{ControlRequest.MatchWords[(int)match]}\" looks at {group}.{field}, which the permit \"{permit.Id}\" does not have",
                "Take it out, or have the group added to the permit.");
        }
    }
}
