namespace Muutostieto.SelfService.Decisions;

/// <summary>What an application cannot know, and an operator fills in when approving it.</summary>
public sealed record PermitCompletion
{
    /// <summary>The id of the permit, and the name of its file.</summary>
    public required string Id { get; init; }

    /// <summary>1 to 10 digits.</summary>
    public required string CustomerNumber { get; init; }

    /// <summary>1 to 20 of A-Z and 0-9.</summary>
    public required string RegisterName { get; init; }

    /// <summary>The name of a drop in the settings.</summary>
    public required string Drop { get; init; }

    /// <summary>The number of the decision; null: none is written down.</summary>
    public string? Decision { get; init; }

    public required DateOnly ValidFrom { get; init; }

    /// <summary>Null: until further notice.</summary>
    public DateOnly? ValidTo { get; init; }

    /// <summary>As in permits: <c>false</c>, <c>true</c> or, with a list, <c>order-only</c>.</summary>
    public string NonDisclosureRight { get; init; } = "false";

    /// <summary>As in permits: <c>authority</c> or <c>other</c>.</summary>
    public string RecipientKind { get; init; } = "authority";

    /// <summary>The business id of the end customer that a partner orders for; null: none.</summary>
    public string? EndCustomer { get; init; }
}
