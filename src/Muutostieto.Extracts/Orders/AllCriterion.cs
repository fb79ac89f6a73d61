using System.Text.Json;
using Muutostieto.Records.Model;
using Muutostieto.Register;

namespace Muutostieto.Extracts.Orders;

/// <summary><c>all</c>: every condition of a list.</summary>
internal sealed class AllCriterion(IReadOnlyList<Criterion> conditions) : Criterion(Key)
{
    internal const string Key = "all";

    public override IReadOnlyList<string> Groups => [.. conditions.SelectMany(condition => condition.Groups).Distinct()];

    internal override IReadOnlyCollection<string>? Municipalities => conditions
        .Select(condition => condition.Municipalities)
        .OfType<IReadOnlyCollection<string>>()
        .Aggregate((IReadOnlyCollection<string>?)null, (left, right) => left is null ? right : [.. left.Intersect(right)]);

    internal override ResidentFilter? Filter(DateOnly day) => conditions
        .Select(condition => condition.Filter(day))
        .OfType<ResidentFilter>()
        .Aggregate((ResidentFilter?)null, (left, right) => left?.And(right) ?? right);

    internal override bool IsOfDead => conditions.Any(condition => condition.IsOfDead);

    internal override bool NamesGone => conditions.Any(condition => condition.NamesGone);

    public override bool Matches(RecordView record, DateOnly day)
    {
        foreach (var condition in conditions)
        {
            if (!condition.Matches(record, day))
            {
                return false;
            }
        }

        return true;
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
