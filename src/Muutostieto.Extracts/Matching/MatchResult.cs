using Muutostieto.Disclosure.Permits;

namespace Muutostieto.Extracts.Matching;

/// <summary>What became of a row.</summary>
/// <param name="Outcome">The true one, for the operator alone.</param>
/// <param name="Method">The method that ended the search; null when none found a person. For the operator alone.</param>
/// <param name="Answer">What the recipient may see.</param>
public readonly record struct MatchResult(MatchOutcome Outcome, MatchMethod? Method, MatchAnswer Answer)
{
    /// <summary>A row of which all may see the same.</summary>
    internal static MatchResult Plain(MatchOutcome outcome) => new(outcome, null, new MatchAnswer(outcome, null, null, null));
}
