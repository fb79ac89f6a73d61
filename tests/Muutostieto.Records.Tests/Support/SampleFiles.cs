namespace Muutostieto.Records.Tests.Support;

/// <summary>
/// Genuine files of the old service, when <c>MUUTOSTIETO_SAMPLES</c> names their folder; they are not the project's to carry.
/// </summary>
internal static class SampleFiles
{
    internal static IReadOnlyList<string> Paths { get; } =
        Environment.GetEnvironmentVariable("MUUTOSTIETO_SAMPLES") is { Length: > 0 } folder
            ?
            [
                .. Directory
                    .EnumerateFiles(folder, "*.?TT")
                    .Where(path => path.EndsWith(".PTT", StringComparison.Ordinal) || path.EndsWith(".MTT", StringComparison.Ordinal))
                    .Order(),
            ]
            : [];
}
