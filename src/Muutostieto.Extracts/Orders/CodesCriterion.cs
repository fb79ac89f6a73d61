using System.Buffers;
using System.Text;
using System.Text.Json;
using Muutostieto.Records.Model;
using Muutostieto.Records.State;

namespace Muutostieto.Extracts.Orders;

/// <summary>A condition that a field's value is one of some codes. An instance that has ended by the day does not count.</summary>
internal abstract class CodesCriterion : Criterion
{
    private const int Longest = 32;
    private readonly string group;
    private readonly string field;
    private readonly int width;
    private readonly string[] codes;
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> known;

    /// <param name="name">Its key in an order.</param>
    /// <param name="group">Three digits.</param>
    /// <param name="field">Of the group.</param>
    /// <param name="codes">At least one; order and repeats do not matter.</param>
    /// <param name="width">Digits of the codes, where a register may have left out zeros before them; 0: codes of any kind.</param>
    private protected CodesCriterion(string name, string group, string field, IReadOnlyList<string> codes, int width = 0)
        : base(name)
    {
        (this.group, this.field, this.width) = (group, field, width);
        this.codes = [.. codes.Distinct().Order(StringComparer.Ordinal)];
        known = this.codes.ToHashSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public override IReadOnlyList<string> Groups => [group];

    private protected IReadOnlyCollection<string> Codes => codes;

    public override bool Matches(RecordView record, DateOnly day)
    {
        for (var index = record.IndexOf(group); index >= 0; index = record.IndexOf(group, index + 1))
        {
            if (IsKnown(record.Value(index, field)) && IsInForce(record, index))
            {
                return true;
            }
        }

        return false;
    }

    private protected virtual bool IsInForce(RecordView record, int index) => !PersonState.HasEnded(record, index);

    private protected override void WriteValue(Utf8JsonWriter writer)
    {
        writer.WriteStartArray();
        foreach (var code in codes)
        {
            writer.WriteStringValue(code);
        }

        writer.WriteEndArray();
    }

    private bool IsKnown(ReadOnlySpan<byte> value)
    {
        if (value.IsEmpty || value.Length > Longest)
        {
            return false;
        }

        Span<char> text = stackalloc char[Longest];
        var zeros = Math.Max(0, width - value.Length);
        text[..zeros].Fill('0');
        return Ascii.ToUtf16(value, text[zeros..], out var length) == OperationStatus.Done && known.Contains(text[..(zeros + length)]);
    }
}
