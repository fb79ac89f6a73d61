namespace Muutostieto.Extracts.Orders;

/// <summary>A file of identity codes beside an order.</summary>
/// <param name="File">Its name, without a folder.</param>
/// <param name="Sha256">SHA-256 of its content when the order was read, 64 lowercase hex digits: another content is another order.</param>
public sealed record OrderList(string File, string Sha256);
