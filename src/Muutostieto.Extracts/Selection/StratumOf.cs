using System.Globalization;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Extracts.Orders;
using Muutostieto.Records.Model;

namespace Muutostieto.Extracts.Selection;

/// <summary>
/// The stratum of a person: the number of the municipality, the code of the sex, or the youngest age of the age group as three digits;
/// <see cref="Unknown"/> where that is not known, or a day of birth with an unknown part may be of several groups.
/// </summary>
/// <param name="strata">By what a sample is divided.</param>
/// <param name="day">On which day ages are counted.</param>
/// <param name="target">What the rows are: of a building the municipality is that of its location.</param>
internal sealed class StratumOf(SampleStrata strata, DateOnly day, OrderTarget target = OrderTarget.Persons)
{
    internal const string Unknown = "?";
    private static readonly int[] Youngest = [85, 75, 65, 55, 45, 35, 25, 18, 0];

    private readonly (string Group, string Field)? by = SampleFields.OfStrata(strata, target);

    internal IReadOnlyList<string> Groups => by is { Group: var group } ? [group] : [];

    internal string Code(RecordView record) =>
        strata == SampleStrata.AgeGroup ? AgeGroup(record)
        : by is { } looked ? Text(record, looked.Group, looked.Field)
        : "";

    private static string Text(RecordView record, string group, string field) =>
        record.IndexOf(group) is var index and >= 0 && record.Text(index, field) is { Length: > 0 } text ? text : Unknown;

    private string AgeGroup(RecordView record)
    {
        if (BirthDays.Of(record) is not { } born || born.AgeOn(DeathDays.Or(record, day)) is not { Least: >= 0 } age)
        {
            return Unknown;
        }

        var group = Youngest.First(youngest => youngest <= age.Least);
        return group == Youngest.First(youngest => youngest <= age.Greatest)
            ? group.ToString("D3", CultureInfo.InvariantCulture)
            : Unknown;
    }
}
