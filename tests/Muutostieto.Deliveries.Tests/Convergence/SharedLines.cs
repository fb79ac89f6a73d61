namespace Muutostieto.Deliveries.Tests.Convergence;

/// <summary>What recipients of files and clients of the interface both have of persons, as lines of text that can be compared.</summary>
internal static class SharedLines
{
    internal static string Text(IEnumerable<string> lines) => string.Concat(lines.Select(line => $"{Environment.NewLine}  {line}"));

    internal static string[] Of(SortedDictionary<string, string[]> persons) =>
    [
        .. persons
            .SelectMany(person => person.Value.Select(group => (person.Key, Group: BothChannels.Shared(group))))
            .Where(line => line.Group is not null)
            .Select(line => $"{line.Key} {line.Group}"),
    ];
}
