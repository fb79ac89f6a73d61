namespace Muutostieto.Deliveries.Ledger.Lists;

/// <summary>An uploaded list that has been taken in, or refused. Holds no identity codes.</summary>
public sealed record ListUpload
{
    public required long Id { get; init; }

    public required string Permit { get; init; }

    /// <summary>From 1 in each permit, without a gap.</summary>
    public required int Number { get; init; }

    /// <inheritdoc cref="NewListUpload.Name"/>
    public required string Name { get; init; }

    public required string Sha256 { get; init; }

    public required long Bytes { get; init; }

    /// <inheritdoc cref="NewListUpload.JournalKey"/>
    public required long JournalKey { get; init; }

    /// <inheritdoc cref="NewListUpload.RegisterFingerprint"/>
    public required string RegisterFingerprint { get; init; }

    public required DateTimeOffset Taken { get; init; }

    public required int Lines { get; init; }

    /// <summary>How many have come onto the list by it.</summary>
    public required int Added { get; init; }

    /// <summary>How many have gone from the list by it.</summary>
    public required int Removed { get; init; }

    /// <summary>Lines that changed nothing: on the list already, or not on it.</summary>
    public required int Unchanged { get; init; }

    /// <summary>Refused lines as canonical JSON: <c>[{"line":5,"why":"unknown"}]</c>.</summary>
    public required string Refused { get; init; }

    public required int RefusedLines { get; init; }

    /// <inheritdoc cref="NewListUpload.Refusal"/>
    public string? Refusal { get; init; }

    /// <summary>The list's position before and after it.</summary>
    public required (long From, long To) Window { get; init; }

    /// <summary>How many were on the list after it.</summary>
    public required int Persons { get; init; }

    /// <summary>When its result was published; null before.</summary>
    public DateTimeOffset? Answered { get; init; }
}
