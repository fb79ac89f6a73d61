using System.Globalization;

namespace Muutostieto.Disclosure.Permits;

/// <summary>
/// The part of RFC 5545's recurrence rules that a permit may use: <c>FREQ=DAILY</c>, or <c>FREQ=WEEKLY</c> with <c>INTERVAL</c> 1 or 2, and
/// <c>BYDAY</c> with plain weekdays. The service delivers daily, weekly or every two weeks; nothing rarer keeps a recipient's register
/// current.
/// </summary>
/// <remarks>Days is a bit a weekday (1 &lt;&lt; <see cref="DayOfWeek"/>), 0 when the rule names none.</remarks>
internal sealed record RecurrenceRule(bool Weekly, int Interval, int Days)
{
    private const string Expected = "expected was FREQ=DAILY, or FREQ=WEEKLY with INTERVAL=1 or 2, each with BYDAY=MO,… if wanted";
    private static readonly string[] DayNames = ["SU", "MO", "TU", "WE", "TH", "FR", "SA"];

    /// <exception cref="FormatException">With what was found and what was expected.</exception>
    public static RecurrenceRule Parse(string rule)
    {
        var parts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var part in rule.Split(';'))
        {
            var at = part.IndexOf('=', StringComparison.Ordinal);
            if (at < 0 || !parts.TryAdd(part[..at], part[(at + 1)..]))
            {
                throw Wrong(at < 0 ? $"\"{part}\" is not of the form NAME=VALUE" : $"duplicate {part[..at]}");
            }
        }

        var unknown = parts.Keys.FirstOrDefault(name => name is not ("FREQ" or "INTERVAL" or "BYDAY"));
        if (unknown is not null)
        {
            throw Wrong($"the part \"{unknown}\" is not supported");
        }

        var frequency = parts.GetValueOrDefault("FREQ", "");
        if (frequency is not ("DAILY" or "WEEKLY"))
        {
            throw Wrong(frequency.Length == 0 ? "FREQ is missing" : $"FREQ is \"{frequency}\"");
        }

        var interval = parts.GetValueOrDefault("INTERVAL", "1");
        if (interval != "1" && !(interval == "2" && frequency == "WEEKLY"))
        {
            throw Wrong($"INTERVAL is \"{interval}\" with FREQ={frequency}");
        }

        return new RecurrenceRule(
            frequency == "WEEKLY",
            int.Parse(interval, CultureInfo.InvariantCulture),
            ParseDays(parts.GetValueOrDefault("BYDAY")));
    }

    public bool Matches(DateOnly day, DateOnly from)
    {
        var named = Days != 0 ? (Days >> (int)day.DayOfWeek & 1) == 1 : !Weekly || day.DayOfWeek == from.DayOfWeek;
        return named && (!Weekly || (Monday(day).DayNumber - Monday(from).DayNumber) / 7 % Interval == 0);
    }

    // Weeks begin on Monday, as in RFC 5545 and in Finland.
    private static DateOnly Monday(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));

    private static int ParseDays(string? text)
    {
        var days = 0;
        foreach (var name in text?.Split(',') ?? [])
        {
            var index = Array.IndexOf(DayNames, name);
            if (index < 0 || (days >> index & 1) == 1)
            {
                throw Wrong(
                    index < 0 ? $"BYDAY has \"{name}\", which is none of {string.Join(' ', DayNames)}" : $"BYDAY names {name} twice");
            }

            days |= 1 << index;
        }

        return days;
    }

    private static FormatException Wrong(string found) => new($"{found}, {Expected}");
}
