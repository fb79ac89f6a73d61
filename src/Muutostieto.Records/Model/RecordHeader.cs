using Muutostieto.Records.Groups;

namespace Muutostieto.Records.Model;

/// <summary>Where the fields of a header lie on a fixed-width line and what they are called in the other forms.</summary>
public static class RecordHeader
{
    /// <summary>Width of the header on a line, the count of groups in its last two characters.</summary>
    public const int Length = 26;

    /// <summary>How many fields a header has, the count of groups left out, which every writer makes from the groups.</summary>
    public const int FieldCount = 5;

    /// <summary>The most groups that one line can say it has; more go on a continuation line.</summary>
    public const int MostGroups = 99;

    /// <summary>
    /// The most bytes that a line may have, its end left out; more go on a continuation line. Wider than 99 groups of the usual kinds.
    /// </summary>
    public const int LongestLine = 24_000;

    /// <summary>Widths in the order of <see cref="HeaderField"/>.</summary>
    public static ReadOnlySpan<byte> Widths => [11, 3, 8, 1, 1];

    /// <summary>Names in JSON, in the order of <see cref="HeaderField"/>.</summary>
    public static IReadOnlyList<string> Names { get; } = ["hetu", "tapahtuma", "rekisterointipv", "muutostyyppi", "rooli"];

    private static readonly IReadOnlyList<string> OfBuildings = ["rakennustunnus", .. Names.Skip(1)];

    /// <summary>Names in JSON for records about a unit: the code's differs.</summary>
    public static IReadOnlyList<string> NamesOf(RecordUnit unit) => unit == RecordUnit.Person ? Names : OfBuildings;
}
