namespace Muutostieto.SelfService.Applications;

/// <summary>An application or order on its way to a decision.</summary>
/// <typeparam name="T">What it asks for.</typeparam>
public sealed record Matter<T>
{
    /// <summary>From 1, over applications and orders together: how people call it.</summary>
    public required long Number { get; init; }

    /// <summary>Whose it is.</summary>
    public required string Recipient { get; init; }

    /// <summary>The id of the user who began it.</summary>
    public required string Author { get; init; }

    public required string AuthorName { get; init; }

    public required MatterState State { get; init; }

    /// <summary>Grows with each change: a change names the version that its user saw.</summary>
    public required int Version { get; init; }

    public required T Content { get; init; }

    public required DateTimeOffset Made { get; init; }

    public required DateTimeOffset Changed { get; init; }

    /// <summary>Who changed it last, as pages show it.</summary>
    public required string ChangedBy { get; init; }

    /// <summary>When it was last submitted; null when it never was.</summary>
    public DateTimeOffset? Submitted { get; init; }

    /// <summary>In their order.</summary>
    public IReadOnlyList<MatterDecision> Decisions { get; init; } = [];
}
