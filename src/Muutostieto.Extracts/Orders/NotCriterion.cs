using System.Text.Json;
using Muutostieto.Records.Model;

namespace Muutostieto.Extracts.Orders;

/// <summary><c>not</c>: everyone who does not fulfil a condition, also because it cannot be judged.</summary>
internal sealed class NotCriterion(Criterion condition) : Criterion(Key)
{
    internal const string Key = "not";

    public override IReadOnlyList<string> Groups => condition.Groups;

    internal override bool IsOfDead => condition.IsOfDead;

    internal override bool NamesGone => condition.NamesGone;

    public override bool Matches(RecordView record, DateOnly day) => !condition.Matches(record, day);

    private protected override void WriteValue(Utf8JsonWriter writer) => condition.Write(writer);
}
