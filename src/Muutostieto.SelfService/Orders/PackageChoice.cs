namespace Muutostieto.SelfService.Orders;

/// <summary>A package that an order can name in the place of groups.</summary>
/// <param name="Id">As orders name it.</param>
/// <param name="Fi">Name in Finnish.</param>
/// <param name="En">Name in English.</param>
public sealed record PackageChoice(string Id, string Fi, string En);
