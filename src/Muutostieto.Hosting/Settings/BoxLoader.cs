using Muutostieto.Extracts.Orders;

namespace Muutostieto.Hosting.Settings;

/// <summary>Reads a rectangle of coordinates.</summary>
internal sealed class BoxLoader(FaultCollector faults)
{
    /// <summary>Null after a fault.</summary>
    internal CoordinateBox? Load(SectionReader reader, string key) =>
        reader.Section(key, ConfigurationKeys.OrderBox) is { } box
        && Side(box, "north", CoordinateBox.GreatestNorth) is var (southern, northern)
        && Side(box, "east", CoordinateBox.GreatestEast) is var (western, eastern)
            ? new CoordinateBox(southern, northern, western, eastern)
            : null;

    private (int From, int To)? Side(SectionReader box, string key, int greatest)
    {
        if (box.Section(key, ConfigurationKeys.OrderRange) is not { } side
            || side.Value("from") is null
            || side.Value("to") is null
            || side.Number("from", 0, greatest) is not { } from
            || side.Number("to", 0, greatest) is not { } to)
        {
            return null;
        }

        if (from > to)
        {
            faults.Add(side.PlaceOf("to"), "\"to\" lies before \"from\": nothing can fulfil it", "Correct \"from\" or \"to\".");
            return null;
        }

        return (from, to);
    }
}
