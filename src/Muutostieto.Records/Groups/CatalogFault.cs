namespace Muutostieto.Records.Groups;

/// <summary>One thing wrong in a file of record layouts: where, and what to do about it.</summary>
/// <param name="Place">Group and field as the file names them, or a line when the file is no JSON.</param>
/// <param name="Message">What was found and what was expected.</param>
public sealed record CatalogFault(string Place, string Message)
{
    public override string ToString() => $"{Place}: {Message}";
}
