namespace Muutostieto.Server.Tests.Support;

/// <summary>An answer as a browser sees it.</summary>
/// <param name="Address">What was asked for.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Place">Where it is sent; null: nowhere.</param>
/// <param name="Body">The page.</param>
/// <param name="Headers">The values of a name, a line each.</param>
internal sealed record Seen(Uri Address, int Status, string? Place, string Body, IReadOnlyDictionary<string, string> Headers);
