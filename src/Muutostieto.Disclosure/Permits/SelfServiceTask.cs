using Muutostieto.Disclosure.Purposes;

namespace Muutostieto.Disclosure.Permits;

/// <summary>A statutory task for which the users of a recipient may pick persons in the self-service.</summary>
public sealed record SelfServiceTask
{
    /// <summary>Small letters, digits and dashes; of one permit only once.</summary>
    public required string Id { get; init; }

    /// <summary>Its name in Finnish.</summary>
    public required string Fi { get; init; }

    /// <summary>Its name in Swedish.</summary>
    public required string Sv { get; init; }

    /// <summary>Its name in English.</summary>
    public required string En { get; init; }

    /// <summary>What the data are for: one of <see cref="OrdersChannel.Purposes"/>.</summary>
    public required Purpose Purpose { get; init; }

    /// <summary>
    /// The groups and fields that the task needs, at least one, in order of code, within <see cref="OrdersChannel.Groups"/>.
    /// </summary>
    public required IReadOnlyList<ProductGroup> Groups { get; init; }

    /// <summary>Its name in a language; in Finnish where there is none.</summary>
    /// <param name="language"><c>fi</c>, <c>sv</c> or <c>en</c>.</param>
    public string NameIn(string language) => language switch
    {
        "sv" => Sv,
        "en" => En,
        _ => Fi,
    };

    /// <summary>Whether a list for the task shows the fields of a group.</summary>
    public bool Shows(string group, IReadOnlyCollection<string> fields) =>
        Groups.FirstOrDefault(each => each.Group == group) is { } shown && (shown.Fields is not { } some || !fields.Except(some).Any());
}
