namespace Muutostieto.Audit;

/// <summary>
/// The first line of a payload: what its sections are. They follow the line in this order, persons first, each a Brotli stream of its own.
/// A bit of the persons' section says whether the person of that id is there, counted from <see cref="First"/>; a bit of a group's section
/// whether the n-th of those persons has the group. The lowest bit of a byte comes first.
/// </summary>
/// <param name="Format">Name and version: <c>muutostieto-audit-1</c>.</param>
/// <param name="First">The surrogate id of the first bit.</param>
/// <param name="Persons">The persons' section.</param>
/// <param name="Groups">The groups' sections, in the order of their codes.</param>
/// <param name="User">Who received an answer of the interface, as X-Road-UserId says; else null.</param>
internal sealed record PayloadHeader(
    string Format, long First, PayloadSection Persons, IReadOnlyList<PayloadSection> Groups, string? User = null)
{
    internal const string CurrentFormat = "muutostieto-audit-1";
}
