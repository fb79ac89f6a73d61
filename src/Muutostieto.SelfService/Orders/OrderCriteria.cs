namespace Muutostieto.SelfService.Orders;

/// <summary>The simple criteria of the form, all of which must fit. What is null or empty is no criterion.</summary>
public sealed record OrderCriteria
{
    /// <summary>Whole years, included.</summary>
    public int? AgeFrom { get; init; }

    /// <summary>Whole years, included.</summary>
    public int? AgeTo { get; init; }

    /// <summary>1 male, 2 female.</summary>
    public IReadOnlyList<string> Sexes { get; init; } = [];

    /// <summary>Codes of three digits.</summary>
    public IReadOnlyList<string> Municipalities { get; init; } = [];

    /// <summary>Codes of five digits.</summary>
    public IReadOnlyList<string> PostalCodes { get; init; } = [];

    /// <summary>As <c>fi</c>, <c>sv</c>.</summary>
    public IReadOnlyList<string> MotherTongues { get; init; } = [];
}
