namespace Muutostieto.SelfService.Orders;

/// <summary>What a customer orders: by the fields of the form, or by an order's JSON in their place. A draft may lack anything.</summary>
public sealed record OrderContent
{
    /// <summary>What the customer calls it. At most 200 characters.</summary>
    public string? Title { get; init; }

    /// <summary>The id of a permit of the recipient.</summary>
    public string? Permit { get; init; }

    /// <summary>For operators: why it is needed. At most 2,000 characters.</summary>
    public string? Message { get; init; }

    /// <summary>By its name in orders.</summary>
    public string? Purpose { get; init; }

    /// <summary>By its name in orders. Default: persons.</summary>
    public string Target { get; init; } = "persons";

    public OrderCriteria Where { get; init; } = new();

    /// <summary>The id of a package; null: <see cref="Groups"/>.</summary>
    public string? Package { get; init; }

    /// <summary>The codes of groups.</summary>
    public IReadOnlyList<string> Groups { get; init; } = [];

    /// <summary>How many are drawn; null: everyone who fits.</summary>
    public int? SampleSize { get; init; }

    /// <summary>By their names in orders; empty: CSV.</summary>
    public IReadOnlyList<string> Formats { get; init; } = [];

    /// <summary>An order as in <c>config/orders</c>, for those who know the form, in the place of all fields but title, permit and message;
    /// its <c>id</c> and <c>permit</c> do not count. Null or empty: the fields. At most 100,000 characters.</summary>
    public string? Json { get; init; }

    /// <summary>Whether <see cref="Json"/> counts.</summary>
    public bool IsJson => !string.IsNullOrWhiteSpace(Json);
}
