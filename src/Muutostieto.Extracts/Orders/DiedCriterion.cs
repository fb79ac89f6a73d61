using Muutostieto.Records.Model;

namespace Muutostieto.Extracts.Orders;

/// <summary>
/// <c>died</c>: a day of death within two days, see <see cref="DaysCriterion"/>. An order that has it is of the dead of the area, by their
/// last municipality of residence, and of none of the living.
/// </summary>
internal sealed class DiedCriterion(DateOnly? from, DateOnly? to) : DaysCriterion(Key, from, to)
{
    internal const string Key = "died";

    public override IReadOnlyList<string> Groups => [DeathDays.Group];

    internal override bool IsOfDead => true;

    private protected override (DateOnly Earliest, DateOnly Latest)? Of(RecordView record) => DeathDays.Of(record);
}
