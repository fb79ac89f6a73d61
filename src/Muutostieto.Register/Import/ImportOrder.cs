using System.Globalization;

namespace Muutostieto.Register.Import;

/// <summary>
/// The order in which files are imported: all bases before any changes, each by the running number at the end of the name (<c>…_004.MTT</c>).
/// Not by the date in the name, which need not grow with the number. Files without a number come first, as they were given.
/// </summary>
internal static class ImportOrder
{
    public static IEnumerable<string> Of(IEnumerable<string> paths) => paths.OrderBy(IsChanges).ThenBy(RunningNumber);

    /// <summary>Whether a file holds changes (.MTT); any other is a base.</summary>
    public static bool IsChanges(string path) => Path.GetExtension(path).Equals(".MTT", StringComparison.OrdinalIgnoreCase);

    private static long RunningNumber(string path)
    {
        var name = Path.GetFileNameWithoutExtension(path);
        return long.TryParse(name.AsSpan(name.LastIndexOf('_') + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;
    }
}
