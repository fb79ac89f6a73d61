using Muutostieto.Disclosure.Permits;

namespace Muutostieto.Extracts.Matching;

/// <summary>
/// What the recipient may see of a row's outcome. A person of which the recipient may know nothing (under a non-disclosure order, with a
/// ban that stops the purpose, outside the permit) looks like no person, and so do several of them.
/// </summary>
/// <param name="Outcome">The code of the result; never 10 or 11, and 7 only for a recipient with a right to know of orders.</param>
/// <param name="Method">By which method the person, or several of them, were found; null for every other outcome.</param>
/// <param name="NewIdentityCode">The person's code in force, when the row had a former one; null otherwise.</param>
/// <param name="Person">
/// The surrogate id of the person whose content is in <see cref="RowMatcher.Content"/>, for the audit; null when there is no content to
/// give.
/// </param>
public readonly record struct MatchAnswer(MatchOutcome Outcome, MatchMethod? Method, string? NewIdentityCode, long? Person);
