namespace Muutostieto.Integration.Tests.Support;

/// <summary>
/// Which build of the program the tests start: the one that <c>MUUTOSTIETO_PROGRAM</c> names, as <c>tests/run.sh</c> publishes one for its
/// faster starts, or the one beside the tests.
/// </summary>
internal static class TestedProgram
{
    /// <summary>The assembly that <c>dotnet</c> runs.</summary>
    internal static string Path { get; } =
        Environment.GetEnvironmentVariable("MUUTOSTIETO_PROGRAM") is { Length: > 0 } named
            ? named
            : System.IO.Path.Combine(AppContext.BaseDirectory, "muutostieto.dll");
}
