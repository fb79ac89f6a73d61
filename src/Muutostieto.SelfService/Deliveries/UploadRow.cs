namespace Muutostieto.SelfService.Deliveries;

/// <summary>An upload in the browser as the store has it.</summary>
/// <param name="Number">Of the row.</param>
/// <param name="File">What was sent, and what is known of it.</param>
internal sealed record UploadRow(long Number, UploadedFile File);
