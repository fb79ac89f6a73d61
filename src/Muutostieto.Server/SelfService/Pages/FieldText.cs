using System.Globalization;

namespace Muutostieto.Server.SelfService.Pages;

/// <summary>What users write into fields.</summary>
internal static class FieldText
{
    private static readonly string[] Dates = ["d.M.yyyy", "yyyy-MM-dd"];
    private static readonly string[] Times = ["H.mm", "H:mm"];

    /// <summary>A day as Finns write it, or as ISO 8601 does; null when it is neither, or there is no such day.</summary>
    internal static DateOnly? Date(string? text) => DateOnly.TryParseExact(
        text?.Trim(), Dates, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    /// <summary>A day as a field shows it.</summary>
    internal static string Of(DateOnly day) => day.ToString(Dates[0], CultureInfo.InvariantCulture);

    /// <summary>A time of day as Finns write it, or with a colon; null when it is neither.</summary>
    internal static TimeOnly? Time(string? text) => TimeOnly.TryParseExact(
        text?.Trim(), Times, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;

    /// <summary>A time of day as a field shows it.</summary>
    internal static string Of(TimeOnly time) => time.ToString(Times[0], CultureInfo.InvariantCulture);

    /// <summary>A whole number from 0 on; null when it is none.</summary>
    internal static int? Number(string? text) =>
        int.TryParse(text?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
