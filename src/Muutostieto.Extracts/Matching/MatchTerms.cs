using Muutostieto.Disclosure;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Disclosure.Purposes;
using Muutostieto.Register;

namespace Muutostieto.Extracts.Matching;

/// <summary>By what the rows of an update are matched, and what is returned of the persons.</summary>
public sealed record MatchTerms
{
    /// <summary>The permit's: area or list, right, and the groups that the order returns.</summary>
    public required DisclosureTerms Disclosure { get; init; }

    /// <summary>The methods of the order, at least one. Which of them is tried first is not the order's to say.</summary>
    public required IReadOnlySet<MatchMethod> Methods { get; init; }

    /// <summary>What the data are for: decides which bans stop it.</summary>
    public required Purpose Purpose { get; init; }

    /// <summary>Who uses the data: decides, with the purpose, which bans stop it. Default: an authority.</summary>
    public DataUser User { get; init; }

    /// <summary>The day of the content: a ban counts that is in force on it.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>The day on which it was planned: a ban counts that is in force on it.</summary>
    public required DateOnly JudgedOn { get; init; }

    /// <summary>As of which key persons are searched and content is returned.</summary>
    public required JournalKey AsOf { get; init; }

    /// <summary>The newest key whose bans count: the register's head, or what it was when the update was planned.</summary>
    public required JournalKey Judged { get; init; }
}
