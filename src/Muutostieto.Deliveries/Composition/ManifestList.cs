using Muutostieto.Disclosure.Windows;

namespace Muutostieto.Deliveries.Composition;

/// <summary>Which changes of the recipient's list a delivery covers.</summary>
/// <param name="From">After this position; null for a base, which is everybody on the list as of <paramref name="To"/>.</param>
/// <param name="To">Up to and with this position.</param>
/// <param name="Added">How often the recipient has put somebody on the list in between.</param>
/// <param name="Removed">How often the recipient has taken somebody off it in between: of whom nothing more comes, and no line says so.</param>
public sealed record ManifestList(long? From, long To, int Added, int Removed)
{
    internal static ManifestList? Of(ListWindow? list) => list is null ? null : new ManifestList(list.From, list.To, list.UploadedAdditions, list.UploadedRemovals);
}
