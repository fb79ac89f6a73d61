using Muutostieto.Extracts.Orders;

namespace Muutostieto.SelfService.Residents.Searches;

/// <summary>A search as criteria of an order.</summary>
internal static class ResidentCriteria
{
    internal static CriterionKind PostalCode => Kind("postalCode");

    internal static CriterionKind MotherTongue => Kind("motherTongue");

    internal static CriterionKind Sex => Kind("sex");

    private static CriterionKind Municipality => Kind("municipality");

    /// <summary>All of it: the municipalities, and what the search says.</summary>
    /// <param name="search">Checked.</param>
    /// <param name="municipalities">Codes of those that the user may pick from, at least one.</param>
    /// <param name="today">The day of the search.</param>
    internal static Criterion Of(ResidentSearch search, IReadOnlyCollection<string> municipalities, DateOnly today)
    {
        var named = search.Municipalities.Count == 0 ? municipalities : [.. municipalities.Intersect(search.Municipalities)];
        List<Criterion> all = [Municipality.OfCodes([.. named])];
        switch (search.Kind)
        {
            case ResidentSearchKind.Ages:
                all.Add(Kind("age").OfAges(search.AgeFrom, search.AgeTo));
                break;
            case ResidentSearchKind.Turning:
                var year = Math.Max(1, today.Year - search.Turning!.Value);
                all.Add(Kind("born").OfDays(new DateOnly(year, 1, 1), new DateOnly(year, 12, 31)));
                break;
            case ResidentSearchKind.Born or ResidentSearchKind.Died or ResidentSearchKind.MovedIn:
                all.Add(KindOf(search.Kind)!.OfDays(search.From, search.To));
                break;
        }

        if (search.PostalCodes.Count > 0)
        {
            all.Add(PostalCode.OfCodes([.. search.PostalCodes]));
        }

        if (search.MotherTongues.Count > 0)
        {
            all.Add(MotherTongue.OfCodes([.. search.MotherTongues]));
        }

        if (search.Sex is { } sex)
        {
            all.Add(Sex.OfCodes([sex]));
        }

        return Criterion.AllOf(all);
    }

    /// <summary>The criteria of a search but that of the municipality, each with the field of the form that it comes from.</summary>
    internal static IEnumerable<(string Field, CriterionKind Kind)> LooksAt(ResidentSearch search)
    {
        if (KindOf(search.Kind) is { } kind)
        {
            yield return (SearchFields.Kind, kind);
        }

        if (search.PostalCodes.Count > 0)
        {
            yield return (SearchFields.PostalCodes, PostalCode);
        }

        if (search.MotherTongues.Count > 0)
        {
            yield return (SearchFields.MotherTongues, MotherTongue);
        }

        if (search.Sex is not null)
        {
            yield return (SearchFields.Sex, Sex);
        }
    }

    /// <summary>Null for all residents.</summary>
    internal static CriterionKind? KindOf(ResidentSearchKind kind) => kind switch
    {
        ResidentSearchKind.Ages => Kind("age"),
        ResidentSearchKind.Turning or ResidentSearchKind.Born => Kind("born"),
        ResidentSearchKind.Died => Kind("died"),
        ResidentSearchKind.MovedIn => Kind("movedIn"),
        _ => null,
    };

    private static CriterionKind Kind(string name) =>
        CriterionKinds.Find(name) ?? throw new InvalidOperationException($"There is no criterion {name}.");
}
