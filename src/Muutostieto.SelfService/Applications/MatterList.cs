namespace Muutostieto.SelfService.Applications;

/// <summary>A page of a recipient's applications or orders.</summary>
/// <param name="Matters">At most <see cref="MostRows"/>, the newest first.</param>
/// <param name="Number">Of the page, from 1.</param>
/// <param name="Pages">How many there are; 1 when the list is empty.</param>
public sealed record MatterList(IReadOnlyList<MatterHeading> Matters, int Number, int Pages)
{
    /// <summary>On a page.</summary>
    internal const int MostRows = 50;
}
