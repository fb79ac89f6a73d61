namespace Muutostieto.Recipient.Tests.Support;

/// <summary>A delivery that a <see cref="DeliveryFolder"/> made.</summary>
internal sealed record HandMade(string Kind, int Number, long To, string Stem, string ManifestPath, string FixedPath, string CsvPath);
