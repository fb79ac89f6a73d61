using Muutostieto.Disclosure;

namespace Muutostieto.Deliveries.Composition.Updates;

/// <summary>The answer to a row of a customer's file. Valid until the next one is given.</summary>
public readonly record struct UpdateAnswer
{
    /// <summary>The customer's own reference of the row.</summary>
    public required string Reference { get; init; }

    /// <summary>The values of the columns that are passed through.</summary>
    public required IReadOnlyList<string> Passed { get; init; }

    /// <summary>The code of the outcome as the recipient may see it.</summary>
    public required int Outcome { get; init; }

    /// <summary>The method by which a person, or several, were found; null when the recipient sees none found.</summary>
    public string? Method { get; init; }

    /// <summary>The person's identity code in force, when the row had a former one; null otherwise.</summary>
    public string? NewIdentityCode { get; init; }

    /// <summary>Whose data it has, by the surrogate id; null: no one's.</summary>
    public long? Person { get; init; }

    /// <summary>What the order returns of that person; null when there is none.</summary>
    public DisclosedRecord? Content { get; init; }

    /// <summary>The true code of the outcome. For operators alone.</summary>
    public required int TrueOutcome { get; init; }

    /// <summary>The method that ended the search; null when none found a person. For operators alone.</summary>
    public string? TrueMethod { get; init; }
}
