using System.Text.Json;
using Muutostieto.Records.Model;

namespace Muutostieto.Extracts.Orders;

/// <summary><c>within</c>: coordinates within a rectangle. A building without coordinates is within none.</summary>
internal sealed class WithinCriterion(CoordinateBox box) : Criterion(Key)
{
    internal const string Key = "within";
    internal const string Group = "934";
    internal const string North = "pohjoiskoordinaatti";
    internal const string East = "itakoordinaatti";

    public override IReadOnlyList<string> Groups => [Group];

    public override bool Matches(RecordView record, DateOnly day) =>
        record.IndexOf(Group) is var index and >= 0
        && NumbersCriterion.NumberOf(record.Value(index, North)) is { } north
        && NumbersCriterion.NumberOf(record.Value(index, East)) is { } east
        && north >= box.NorthFrom && north <= box.NorthTo
        && east >= box.EastFrom && east <= box.EastTo;

    private protected override void WriteValue(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        WriteSide(writer, "north", box.NorthFrom, box.NorthTo);
        WriteSide(writer, "east", box.EastFrom, box.EastTo);
        writer.WriteEndObject();
    }

    private static void WriteSide(Utf8JsonWriter writer, string side, int from, int to)
    {
        writer.WriteStartObject(side);
        writer.WriteNumber("from", from);
        writer.WriteNumber("to", to);
        writer.WriteEndObject();
    }
}
