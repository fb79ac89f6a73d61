namespace Muutostieto.Recipient.Loading;

/// <summary>A file of a loaded delivery that was not read and does not have the size that the manifest says.</summary>
/// <param name="File">Its name.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="ExpectedBytes">Its size by the manifest.</param>
public sealed record DamagedNeighbour(string File, long Bytes, long ExpectedBytes);
