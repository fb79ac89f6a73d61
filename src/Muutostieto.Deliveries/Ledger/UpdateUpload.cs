namespace Muutostieto.Deliveries.Ledger;

/// <summary>A customer's file that a recipient has uploaded, taken in or refused.</summary>
/// <param name="Id">In the ledger.</param>
/// <param name="Permit">Of the order.</param>
/// <param name="Order">The order's id, as the file's name has it.</param>
/// <param name="Name">As in the upload folder.</param>
/// <param name="Sha256">Of the upload, 64 lowercase hex digits; all zeros when it could not be read.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Taken">When.</param>
/// <param name="Rows">Its rows; 0 when it was refused.</param>
/// <param name="Number">The number of its result; null when it was refused.</param>
/// <param name="Refusal">Why it was refused, for its sender; null when it was taken in.</param>
/// <param name="Answered">When the answer was published; null: not yet.</param>
public sealed record UpdateUpload(
    long Id,
    string Permit,
    string Order,
    string Name,
    string Sha256,
    long Bytes,
    DateTimeOffset Taken,
    long Rows,
    int? Number,
    string? Refusal,
    DateTimeOffset? Answered);
