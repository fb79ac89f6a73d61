namespace Muutostieto.Register;

/// <summary>How far the change files of one series have been imported, by their running numbers.</summary>
/// <param name="Last">The number that the next file follows.</param>
/// <param name="Missing">Numbers before it whose files have not been imported.</param>
public sealed record FeedPosition(int Last, IReadOnlySet<int> Missing)
{
    /// <summary>A number that is lower than the last by more, and not missing, is no late file: the numbers have started over.</summary>
    internal const int LatestFile = 20;

    /// <summary>Whether the file of a number has been imported, or a base after it.</summary>
    internal bool HasImported(int number) => number <= Last && Last - number <= LatestFile && !Missing.Contains(number);
}
