using System.Globalization;
using Muutostieto.Disclosure.Permits;

namespace Muutostieto.Server.Words;

/// <summary>A rhythm in words: the few rules that a permit may have.</summary>
internal static class RhythmText
{
    private static readonly string[] Days = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

    internal static string Of(Rhythm rhythm, SiteWords words)
    {
        var parts = rhythm.Rule.Split(';').Select(part => part.Split('=')).ToDictionary(part => part[0], part => part[1]);
        var often = parts["FREQ"] == "DAILY" ? words.Daily
            : parts.GetValueOrDefault("INTERVAL") == "2" ? words.EverySecondWeek : words.Weekly;
        var named = parts.TryGetValue("BYDAY", out var days) ? days.Split(',').Select(day => Array.IndexOf(Days, day))
            : parts["FREQ"] == "DAILY" ? [] : [((int)rhythm.From.DayOfWeek + 6) % 7];
        var weekdays = words.Weekdays.Split(' ');
        var time = rhythm.Time.ToString(words.ClockFormat, CultureInfo.InvariantCulture);
        return string.Join(' ', named.Order().Select(day => weekdays[day]).Prepend(often).Append(time));
    }
}
