using Muutostieto.Records.Dates;
using Muutostieto.Records.Model;

namespace Muutostieto.Extracts.Orders;

/// <summary><c>completed</c>: a day of completion within two days, see <see cref="DaysCriterion"/>.</summary>
internal sealed class CompletedCriterion(DateOnly? from, DateOnly? to) : DaysCriterion(Key, from, to)
{
    internal const string Key = "completed";
    internal const string Group = "940";
    internal const string Field = "valmistumispv";

    public override IReadOnlyList<string> Groups => [Group];

    private protected override (DateOnly Earliest, DateOnly Latest)? Of(RecordView record) =>
        record.IndexOf(Group) is var group and >= 0
        && PartialDate.TryParse(record.Value(group, Field), out var date)
        && date is { Earliest: { } earliest, Latest: { } latest }
            ? (earliest, latest)
            : null;
}
