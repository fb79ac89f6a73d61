using System.Globalization;
using System.Text.RegularExpressions;

namespace Muutostieto.Register.Import;

/// <summary>
/// The order in which files are imported: all bases before any changes, each by the running number at the end of the name
/// (<c>…_004.MTT</c>), which starts over after the highest one (999, then 001). Not by the date in the name, which need not grow with the
/// number. Files without a number come first, as they were given.
/// </summary>
internal static partial class ImportOrder
{
    /// <summary>
    /// Customer number and register name, by which files are numbered, and the number; null when the name is not one of the service.
    /// </summary>
    public static (string Series, int Number)? NumberOf(string path) =>
        Name().Match(Path.GetFileName(path)) is { Success: true } match
            ? (
                $"{match.Groups["customer"].Value}_{match.Groups["register"].Value.ToUpperInvariant()}",
                int.Parse(match.Groups["number"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture))
            : null;

    /// <param name="paths">The files of one import.</param>
    /// <param name="positionOf">How far the change files of a series have been imported; null when none of it was.</param>
    public static IReadOnlyList<string> Of(IReadOnlyList<string> paths, Func<string, FeedPosition?> positionOf)
    {
        // Bases and changes are numbered each for themselves.
        var rings = paths
            .Select(path => (IsChanges: IsChanges(path), Of: NumberOf(path)))
            .Where(file => file.Of is not null)
            .GroupBy(file => (file.IsChanges, file.Of!.Value.Series), file => file.Of!.Value.Number)
            .ToDictionary(
                numbers => numbers.Key,
                numbers => new FeedRing(numbers, numbers.Key.IsChanges ? positionOf(numbers.Key.Series) : null));
        return
        [
            .. paths
                .OrderBy(IsChanges)
                .ThenBy(path =>
                    NumberOf(path) is var (series, number) ? rings[(IsChanges(path), series)].Unwrapped(number) : RunningNumber(path)),
        ];
    }

    /// <summary>Whether a file holds changes (.MTT); any other is a base.</summary>
    public static bool IsChanges(string path) => Path.GetExtension(path).Equals(".MTT", StringComparison.OrdinalIgnoreCase);

    // Changes: <customer>_<yyyyMMdd><REGISTER>_<nnn>.MTT; bases: <customer>_PT<yyMMdd><REGISTER>_<nnn>.PTT.
    [GeneratedRegex(
        @"^(?<customer>[0-9]+)_([0-9]{8}|PT[0-9]{6})(?<register>[A-Z]+)_(?<number>[0-9]{1,6})\.[MP]TT\z",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Name();

    private static long RunningNumber(string path)
    {
        var name = Path.GetFileNameWithoutExtension(path);
        return long.TryParse(name.AsSpan(name.LastIndexOf('_') + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : -1;
    }
}
