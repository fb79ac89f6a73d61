namespace Muutostieto.Records.Fixed;

/// <summary>What a fixed-width writer had to change, so that a delivery can say it: never silent.</summary>
/// <param name="Transliterated">Values with letters outside ISO-8859-1, written with their nearest letters.</param>
/// <param name="Shortened">Values longer than their field, cut at its width.</param>
/// <param name="Cleaned">Values with a bar, a line break or another control character, which became spaces.</param>
public readonly record struct WriteCounts(long Transliterated, long Shortened, long Cleaned);
