namespace Muutostieto.Extracts.Orders;

/// <summary>Asks for matched controls (verrokit) of the persons of a list.</summary>
/// <param name="Cases">The list.</param>
/// <param name="Each">How many controls a case gets, from 1; fewer where no more match.</param>
/// <param name="Match">In what a control is like its case; at least one, each once, in the order of <see cref="ControlMatch"/>.</param>
public sealed record ControlRequest(OrderList Cases, int Each, IReadOnlyList<ControlMatch> Match)
{
    /// <summary>The words of <see cref="ControlMatch"/>, in its order.</summary>
    public static IReadOnlyList<string> MatchWords { get; } = ["birthYear", "motherTongue", "municipality", "sex"];

    /// <summary>Whether the extract has the cases too, as far as the recipient may receive them. Default false.</summary>
    public bool WithCases { get; init; }

    /// <summary>The group and the field that a match looks at.</summary>
    public static (string Group, string Field) FieldOf(ControlMatch match) => match switch
    {
        ControlMatch.BirthYear => (BirthDays.Group, BirthDays.Field),
        ControlMatch.MotherTongue => (MotherTongueCriterion.Group, MotherTongueCriterion.Field),
        ControlMatch.Municipality => (MunicipalityCriterion.Group, MunicipalityCriterion.Field),
        _ => (SexCriterion.Group, SexCriterion.Field),
    };
}
