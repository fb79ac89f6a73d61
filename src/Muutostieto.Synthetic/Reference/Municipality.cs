using Muutostieto.Synthetic.Chances;

namespace Muutostieto.Synthetic.Reference;

/// <summary>A municipality in force, with what is known of its inhabitants.</summary>
internal sealed record Municipality
{
    /// <summary>The code of those who live abroad.</summary>
    public const string AbroadCode = "200";

    public required string Code { get; init; }

    /// <summary>Its place in the table, by which building codes are given.</summary>
    public required int Index { get; init; }

    public required string County { get; init; }

    public required LanguageRelation Languages { get; init; }

    /// <summary>Men in five-year groups, the last one 95 and older.</summary>
    public required int[] Men { get; init; }

    /// <summary>Women in five-year groups, the last one 95 and older.</summary>
    public required int[] Women { get; init; }

    /// <summary>Swedish speakers, in ten thousand.</summary>
    public required int SwedishInTenThousand { get; init; }

    /// <summary>Speakers of other languages than Finnish, Swedish and Sámi, in ten thousand.</summary>
    public required int ForeignInTenThousand { get; init; }

    /// <summary>The ordinary postal codes; null abroad.</summary>
    public required WeightedChoice<string>? PostalCodes { get; init; }

    public int Population => Men.Sum() + Women.Sum();

    public bool IsAbroad => Code == AbroadCode;
}
