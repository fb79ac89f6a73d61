using System.Text.Json;
using Muutostieto.Records.Model;
using Muutostieto.Register;

namespace Muutostieto.Extracts.Orders;

/// <summary>
/// <c>age</c>: an age in whole years on the day of the extract, of the dead on that of their death, both ends included. Of a day of birth
/// with an unknown part every possible age must be within.
/// </summary>
/// <param name="from">Null: 0.</param>
/// <param name="to">Null: no limit.</param>
internal sealed class AgeCriterion(int? from, int? to) : Criterion(Key)
{
    internal const string Key = "age";

    public override IReadOnlyList<string> Groups => [BirthDays.Group];

    internal override ResidentFilter Filter(DateOnly day) => new()
    {
        BornFrom = to < day.Year - 2 ? day.AddYears(-to.Value - 1) : null,
        BornTo = from < day.Year - 1 ? day.AddYears(-from.Value).AddDays(1) : null,
    };

    public override bool Matches(RecordView record, DateOnly day)
    {
        if (BirthDays.Of(record) is not { } born)
        {
            return false;
        }

        var (least, greatest) = born.AgeOn(DeathDays.Or(record, day));
        return least >= (from ?? 0) && greatest <= (to ?? int.MaxValue);
    }

    private protected override void WriteValue(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        WriteEnd(writer, "from", from);
        WriteEnd(writer, "to", to);
        writer.WriteEndObject();
    }

    private static void WriteEnd(Utf8JsonWriter writer, string name, int? age)
    {
        if (age is { } years)
        {
            writer.WriteNumber(name, years);
        }
    }
}
