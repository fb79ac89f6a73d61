using Muutostieto.Records.Model;
using Muutostieto.Register;

namespace Muutostieto.Extracts.Orders;

/// <summary><c>born</c>: a day of birth within two days, see <see cref="DaysCriterion"/>.</summary>
internal sealed class BornCriterion(DateOnly? from, DateOnly? to) : DaysCriterion(Key, from, to)
{
    internal const string Key = "born";

    public override IReadOnlyList<string> Groups => [BirthDays.Group];

    internal override ResidentFilter Filter(DateOnly day) => new() { BornFrom = From, BornTo = To };

    private protected override (DateOnly Earliest, DateOnly Latest)? Of(RecordView record) =>
        BirthDays.Of(record) is { } born ? (born.Earliest, born.Latest) : null;
}
