using System.Globalization;
using System.Text.RegularExpressions;
using Muutostieto.Records;

namespace Muutostieto.Cli.Commands;

/// <summary>The days of an invoice: a year, a quarter or a month, or from one day to another.</summary>
/// <param name="From">The first; null: from the beginning.</param>
/// <param name="To">The last, itself included; null: today.</param>
internal sealed partial record InvoicePeriod(DateOnly? From, DateOnly? To)
{
    /// <summary>Reads the three options, each null when it was not given.</summary>
    /// <exception cref="MuutostietoException">Usage: one cannot be read, or they contradict each other.</exception>
    internal static InvoicePeriod Of(string? period, string? from, string? to)
    {
        if (period is null)
        {
            return new InvoicePeriod(Day("--from", from), Day("--to", to));
        }

        if (from is not null || to is not null)
        {
            throw new MuutostietoException(FailureKind.Usage, "--period, --from, --to: days in two ways. Give the period, or its days.");
        }

        var match = Pattern.Match(period);
        if (!match.Success)
        {
            throw new MuutostietoException(
                FailureKind.Usage, $"--period: '{period}' is none; expected a year, a quarter or a month: 2026, 2026-Q1, 2026-03.");
        }

        var year = int.Parse(match.Groups["year"].ValueSpan, CultureInfo.InvariantCulture);
        var (month, months) = match.Groups["quarter"] is { Success: true } quarter
            ? ((3 * int.Parse(quarter.ValueSpan, CultureInfo.InvariantCulture)) - 2, 3)
            : match.Groups["month"] is { Success: true } one
            ? (int.Parse(one.ValueSpan, CultureInfo.InvariantCulture), 1)
            : (1, 12);
        var first = new DateOnly(year, month, 1);
        return new InvoicePeriod(first, first.AddMonths(months).AddDays(-1));
    }

    private static DateOnly? Day(string option, string? text) => text is null ? null
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day
        : throw new MuutostietoException(
            FailureKind.Usage,
            $"{option}: '{text}' is no day that exists; expected YYYY-MM-DD, as 2026-01-31.");

    [GeneratedRegex(
        @"^(?<year>20[0-9]{2})(-(Q(?<quarter>[1-4])|(?<month>0[1-9]|1[0-2])))?\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Pattern { get; }
}
