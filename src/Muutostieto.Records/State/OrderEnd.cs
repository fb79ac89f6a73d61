namespace Muutostieto.Records.State;

/// <summary>
/// Compares the ends of non-disclosure orders (VVVVKKPP). Where a part is not known, the careful reading holds: the latest day that it may
/// mean.
/// </summary>
public static class OrderEnd
{
    public const string UntilFurtherNotice = "99990000";

    /// <summary>
    /// The last day that an end may mean: of a month or year whose day is not known, its last; of an unknown year, none ever.
    /// </summary>
    public static string LastDay(string end)
    {
        ArgumentNullException.ThrowIfNull(end);
        return end switch
        {
            "" => UntilFurtherNotice,
            _ when end.StartsWith("0000", StringComparison.Ordinal) || end.StartsWith("9999", StringComparison.Ordinal) =>
                UntilFurtherNotice,
            _ when end.EndsWith("0000", StringComparison.Ordinal) => end[..4] + "1231",
            _ when end.EndsWith("00", StringComparison.Ordinal) => end[..6] + "31",
            _ => end,
        };
    }

    /// <summary>Whether an order outlasts another. Null is no order.</summary>
    public static bool IsLonger(string? end, string? other) =>
        end is not null && (other is null || string.CompareOrdinal(LastDay(end), LastDay(other)) > 0);

    /// <summary>The longer of two orders, the first of two equal ones; null when there is none.</summary>
    public static string? Longest(string? end, string? other) => IsLonger(other, end) ? other : end;
}
