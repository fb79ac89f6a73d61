namespace Muutostieto.Deliveries.Drops;

/// <summary>A file that a recipient has put into <c>upload/</c>, before it is opened.</summary>
/// <param name="Name">Without a folder.</param>
/// <param name="Bytes">Its size; null when it is no plain file.</param>
public sealed record UploadFile(string Name, long? Bytes);
