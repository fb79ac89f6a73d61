using System.Globalization;

namespace Muutostieto.Audit;

/// <summary>The names of payloads, as their entries say them. Wherever the chain is kept, they are those of its files.</summary>
internal static class PayloadName
{
    internal const string Folder = "persons";
    private const string DayFormat = "yyyy-MM-dd";

    /// <summary>Of an entry that has a payload of its own.</summary>
    internal static string Own(long sequence) => string.Create(CultureInfo.InvariantCulture, $"{Folder}/{sequence:000000}.bin");

    /// <summary>Of the payloads that a day's answers of the interface share.</summary>
    /// <param name="at">Any time of the day, which is one of UTC.</param>
    internal static string Day(DateTimeOffset at) =>
        $"{Folder}/{at.UtcDateTime.ToString(DayFormat, CultureInfo.InvariantCulture)}.bin";

    /// <summary>When the day of a payload is over; null for one that is an entry's own.</summary>
    internal static DateTimeOffset? EndOfDay(string name) =>
        DateOnly.TryParseExact(
            Path.GetFileNameWithoutExtension(name), DayFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? new DateTimeOffset(day.AddDays(1), TimeOnly.MinValue, TimeSpan.Zero)
            : null;

    /// <summary>Whose payload it is: the number of its entry; null for that of a day.</summary>
    internal static long? EntryOf(string name) =>
        long.TryParse(Path.GetFileNameWithoutExtension(name), NumberStyles.None, CultureInfo.InvariantCulture, out var sequence)
            ? sequence
            : null;
}
