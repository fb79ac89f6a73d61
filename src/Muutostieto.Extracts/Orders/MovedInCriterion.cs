using Muutostieto.Records.Dates;
using Muutostieto.Records.Model;

namespace Muutostieto.Extracts.Orders;

/// <summary>
/// <c>movedIn</c>: a beginning of the present municipality of residence within two days, see <see cref="DaysCriterion"/>. Who has lived
/// there since birth has moved in on that day.
/// </summary>
internal sealed class MovedInCriterion(DateOnly? from, DateOnly? to) : DaysCriterion(Key, from, to)
{
    internal const string Key = "movedIn";
    internal const string Field = "muuttopv";

    public override IReadOnlyList<string> Groups => [MunicipalityCriterion.Group];

    private protected override (DateOnly Earliest, DateOnly Latest)? Of(RecordView record) =>
        record.IndexOf(MunicipalityCriterion.Group) is var group and >= 0
        && PartialDate.TryParse(record.Value(group, Field), out var date)
        && date is { Earliest: { } earliest, Latest: { } latest }
            ? (earliest, latest)
            : null;
}
