namespace Muutostieto.Server.Http;

/// <summary>Marks an address whose answer costs nothing and waits for no turn: that the process answers is said at once.</summary>
internal sealed class WithoutTurn;
