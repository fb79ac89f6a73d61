using System.Collections.Immutable;

namespace Muutostieto.SelfService.Residents.Searches;

/// <summary>Which residents are searched for. What it may say, <see cref="ResidentSearchCheck"/> knows.</summary>
public sealed record ResidentSearch
{
    public required ResidentSearchKind Kind { get; init; }

    /// <summary>Of <see cref="ResidentSearchKind.Ages"/>: the least age; null: 0.</summary>
    public int? AgeFrom { get; init; }

    /// <summary>Of <see cref="ResidentSearchKind.Ages"/>: the greatest age; null: no limit.</summary>
    public int? AgeTo { get; init; }

    /// <summary>Of <see cref="ResidentSearchKind.Turning"/>: the age.</summary>
    public int? Turning { get; init; }

    /// <summary>Of searches by days: the first day; null: no limit.</summary>
    public DateOnly? From { get; init; }

    /// <summary>Of searches by days: the last day; null: no limit.</summary>
    public DateOnly? To { get; init; }

    /// <summary>Codes of the user's municipalities; none: all of them.</summary>
    public ImmutableSortedSet<string> Municipalities { get; init; } = [];

    /// <summary>Five digits each; none: all.</summary>
    public ImmutableSortedSet<string> PostalCodes { get; init; } = [];

    /// <summary>Codes of languages; none: all.</summary>
    public ImmutableSortedSet<string> MotherTongues { get; init; } = [];

    /// <summary>1 male, 2 female; null: both.</summary>
    public string? Sex { get; init; }

    /// <summary>Two are the same when they say the same.</summary>
    public bool Equals(ResidentSearch? other) => other is not null && ResidentSearchJson.Write(this) == ResidentSearchJson.Write(other);

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(ResidentSearchJson.Write(this));
}
