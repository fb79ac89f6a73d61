using System.Text.Json;
using Muutostieto.Records.Model;

namespace Muutostieto.Extracts.Orders;

/// <summary>
/// <c>use1994</c> and <c>use2018</c>: codes of a classification, each of a class or of an upper level, by which its codes begin.
/// </summary>
internal sealed class ClassCriterion(string name, string group, string field, IReadOnlyList<string> codes) : Criterion(name)
{
    private const int Longest = 4;
    private readonly string[] codes = [.. codes.Distinct().Order(StringComparer.Ordinal)];

    public override IReadOnlyList<string> Groups => [group];

    public override bool Matches(RecordView record, DateOnly day)
    {
        var index = record.IndexOf(group);
        return index >= 0 && record.Value(index, field).Length is > 0 and <= Longest && BeginsWithOne(record.Text(index, field));
    }

    private bool BeginsWithOne(string value) => codes.Any(code => value.StartsWith(code, StringComparison.Ordinal));

    private protected override void WriteValue(Utf8JsonWriter writer)
    {
        writer.WriteStartArray();
        foreach (var code in codes)
        {
            writer.WriteStringValue(code);
        }

        writer.WriteEndArray();
    }
}
