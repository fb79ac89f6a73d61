namespace Muutostieto.Hosting.Settings;

/// <summary>A file that is to come into the configuration: it is checked as if it were there already.</summary>
/// <param name="Path">Where it is to be: in <c>permits</c> or <c>orders</c> of the configuration's folder.</param>
/// <param name="Content">All of it, UTF-8.</param>
public sealed record CandidateFile(string Path, ReadOnlyMemory<byte> Content)
{
    /// <summary>Files of a folder in their order, and this one in its place where it belongs to the folder.</summary>
    internal static IEnumerable<string> Among(IEnumerable<string> paths, string folder, CandidateFile? candidate) =>
        (candidate is not null && System.IO.Path.GetDirectoryName(candidate.Path) == folder ? paths.Append(candidate.Path) : paths)
        .Distinct(StringComparer.Ordinal)
        .Order(StringComparer.Ordinal);
}
