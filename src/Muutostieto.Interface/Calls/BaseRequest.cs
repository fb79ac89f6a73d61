namespace Muutostieto.Interface.Calls;

/// <summary>The body of <c>perustiedot</c> and <c>perustiedot-vko</c>.</summary>
/// <param name="Codes">Whose data, each code once; null when asked by municipalities.</param>
/// <param name="Municipalities">Whose residents; null when asked by codes.</param>
/// <param name="Groups">Names of tietoryhmät; null for all.</param>
internal sealed record BaseRequest(
    IReadOnlyCollection<string>? Codes, IReadOnlyList<string>? Municipalities, IReadOnlySet<string>? Groups);
