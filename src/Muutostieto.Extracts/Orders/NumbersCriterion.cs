using System.Buffers.Text;
using System.Text.Json;
using Muutostieto.Records.Model;

namespace Muutostieto.Extracts.Orders;

/// <summary><c>floorArea</c> (square metres) and <c>storeys</c>: a number within two, both ends included.</summary>
/// <param name="name">Its key in an order.</param>
/// <param name="group">Three digits.</param>
/// <param name="field">Of the group.</param>
/// <param name="from">Null: no limit.</param>
/// <param name="to">Null: no limit.</param>
internal sealed class NumbersCriterion(string name, string group, string field, int? from, int? to) : Criterion(name)
{
    public override IReadOnlyList<string> Groups => [group];

    public override bool Matches(RecordView record, DateOnly day) =>
        record.IndexOf(group) is var index and >= 0
        && NumberOf(record.Value(index, field)) is { } number
        && number >= (from ?? 0)
        && number <= (to ?? int.MaxValue);

    /// <summary>Null for what is no number, or a missing one.</summary>
    internal static int? NumberOf(ReadOnlySpan<byte> value) =>
        Utf8Parser.TryParse(value, out int number, out var length) && length == value.Length && number >= 0 ? number : null;

    private protected override void WriteValue(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        WriteEnd(writer, "from", from);
        WriteEnd(writer, "to", to);
        writer.WriteEndObject();
    }

    private static void WriteEnd(Utf8JsonWriter writer, string end, int? number)
    {
        if (number is { } known)
        {
            writer.WriteNumber(end, known);
        }
    }
}
