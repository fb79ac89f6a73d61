namespace Muutostieto.Server.Interface;

/// <summary>A request is answered with a problem.</summary>
/// <param name="problem">Which.</param>
/// <param name="retryAfter">Seconds after which to ask again; null: asking again does not help.</param>
internal sealed class ProblemException(Problem problem, int? retryAfter = null) : Exception(problem.Title)
{
    internal Problem Problem { get; } = problem;

    internal int? RetryAfter { get; } = retryAfter;
}
