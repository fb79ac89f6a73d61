using System.Text.Json;
using Muutostieto.Records.Model;

namespace Muutostieto.Extracts.Orders;

/// <summary><c>any</c>: at least one condition of a list.</summary>
internal sealed class AnyCriterion(IReadOnlyList<Criterion> conditions) : Criterion(Key)
{
    internal const string Key = "any";

    public override IReadOnlyList<string> Groups => [.. conditions.SelectMany(condition => condition.Groups).Distinct()];

    internal override bool IsOfDead => conditions.Any(condition => condition.IsOfDead);

    internal override bool NamesGone => conditions.Any(condition => condition.NamesGone);

    public override bool Matches(RecordView record, DateOnly day)
    {
        foreach (var condition in conditions)
        {
            if (condition.Matches(record, day))
            {
                return true;
            }
        }

        return false;
    }

    private protected override void WriteValue(Utf8JsonWriter writer)
    {
        writer.WriteStartArray();
        foreach (var condition in conditions)
        {
            condition.Write(writer);
        }

        writer.WriteEndArray();
    }
}
