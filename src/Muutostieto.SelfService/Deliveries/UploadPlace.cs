namespace Muutostieto.SelfService.Deliveries;

/// <summary>What a recipient can upload.</summary>
/// <param name="Permit">The permit's id.</param>
/// <param name="Order">The order whose customers' files are answered; null: the permit's list of identity codes.</param>
/// <param name="LargestBytes">Of a file.</param>
public sealed record UploadPlace(string Permit, string? Order, long LargestBytes);
