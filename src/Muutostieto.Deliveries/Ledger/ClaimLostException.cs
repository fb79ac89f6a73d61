namespace Muutostieto.Deliveries.Ledger;

/// <summary>The cause of a failure: another worker has what this one had claimed. Done again, it waits for the other one.</summary>
internal sealed class ClaimLostException() : Exception("The claim is another worker's.");
