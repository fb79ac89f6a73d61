using System.Globalization;

namespace Muutostieto.Disclosure.Permits;

/// <summary>One occurrence of a rhythm.</summary>
/// <param name="Original">Where the rule puts it: what the occurrence is known by, wherever holidays move it.</param>
/// <param name="Planned">When its delivery is made: the same, or the same time of the next working day. Later occurrences are never planned
/// earlier.</param>
public readonly record struct Occurrence(DateTimeOffset Original, DateTimeOffset Planned)
{
    /// <summary>What the ledger knows the occurrence by: <c>2026-01-05T02:30+02:00</c>.</summary>
    public string Name => Original.ToString("yyyy-MM-dd'T'HH:mmzzz", CultureInfo.InvariantCulture);
}
