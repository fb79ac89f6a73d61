using Muutostieto.Disclosure;
using Muutostieto.Disclosure.Purposes;
using Muutostieto.Extracts.Orders;
using Muutostieto.Register;

namespace Muutostieto.Extracts.Selection;

/// <summary>What is chosen for an extract, and by what it is judged: all but the register that it is chosen from.</summary>
public sealed record SelectionRequest
{
    /// <summary>What is ordered.</summary>
    public required ExtractOrder Order { get; init; }

    /// <summary>
    /// The permit's: area and right count here, not the groups, for no group that is looked at leaves the register by that.
    /// </summary>
    public required DisclosureTerms Terms { get; init; }

    /// <summary>Who uses the data: decides, with the purpose, which bans stop it. Default: an authority.</summary>
    public DataUser User { get; init; }

    /// <summary>The day of the extract: on it ages are counted, and data must be in force.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>The day on which it was planned: a ban counts that is in force on one of the two days.</summary>
    public required DateOnly JudgedOn { get; init; }

    /// <summary>As of which key.</summary>
    public required JournalKey AsOf { get; init; }

    /// <summary>The newest key whose bans count: the register's head, or what it was when the extract was planned.</summary>
    public required JournalKey JudgedAt { get; init; }

    /// <summary>The persons that the order names one by one. Default: none.</summary>
    public NamedPersons Named { get; init; } = new();

    /// <summary>The municipalities of the area in which a person or building can fulfil the criteria.</summary>
    internal IReadOnlyList<string> Municipalities =>
        Order.Where?.Municipalities is { } named
            ? [.. Terms.Municipalities.Where(named.Contains)]
            : [.. Terms.Municipalities.Where(ResidenceCode.IsMunicipality)];
}
