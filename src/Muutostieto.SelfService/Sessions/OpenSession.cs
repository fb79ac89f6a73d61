namespace Muutostieto.SelfService.Sessions;

/// <summary>A session as an operator sees it.</summary>
/// <param name="User">The provider's name for its user.</param>
/// <param name="Began">When the user logged in.</param>
/// <param name="Seen">When the user was last there, to within 20 seconds.</param>
public sealed record OpenSession(string User, DateTimeOffset Began, DateTimeOffset Seen);
