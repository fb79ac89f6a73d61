namespace Muutostieto.Deliveries.Ledger;

/// <summary>What composing a delivery has counted. Zeros before.</summary>
/// <param name="Persons">Persons included, each counted once.</param>
/// <param name="Records">Records written to each form.</param>
/// <param name="Transliterated">Values with a character that ISO-8859-1 lacks.</param>
/// <param name="Shortened">Values cut at their field's width.</param>
public sealed record DeliveryCounts(long Persons, long Records, long Transliterated = 0, long Shortened = 0);
