using Muutostieto.Records.Dates;
using Muutostieto.Records.Identity;
using Muutostieto.Records.Model;

namespace Muutostieto.Extracts.Orders;

/// <summary>The days on which a person may have been born: one, or those of a month or year where the day is not known.</summary>
internal readonly record struct BirthDays(DateOnly Earliest, DateOnly Latest)
{
    /// <summary>The group of the day of birth.</summary>
    internal const string Group = "901";

    internal const string Field = "syntymapv";

    /// <summary>By the person's group 901; without a date there, by the identity code. Null when neither says anything.</summary>
    internal static BirthDays? Of(RecordView record)
    {
        if (record.IndexOf(Group) is var group and >= 0
            && PartialDate.TryParse(record.Value(group, Field), out var date)
            && date is { Earliest: { } earliest, Latest: { } latest })
        {
            return new BirthDays(earliest, latest);
        }

        return PersonalIdentityCode.TryParse(record[HeaderField.IdentityCode], out var code)
            ? new BirthDays(code.BirthDate, code.BirthDate)
            : null;
    }

    /// <summary>
    /// The least and the greatest age that the person may have on a day, in whole years: one more on each birthday, of 29 February
    /// on 1 March in other years. Negative before birth.
    /// </summary>
    internal (int Least, int Greatest) AgeOn(DateOnly day) => (Age(Latest, day), Age(Earliest, day));

    private static int Age(DateOnly born, DateOnly day) =>
        day.Year - born.Year - ((day.Month, day.Day).CompareTo((born.Month, born.Day)) < 0 ? 1 : 0);
}
