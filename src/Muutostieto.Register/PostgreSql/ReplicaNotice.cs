namespace Muutostieto.Register.PostgreSql;

/// <summary>Says that something else becomes of a replica than before.</summary>
/// <param name="Place">Host, port and database.</param>
/// <param name="Use">What becomes of it now.</param>
/// <param name="Found">Why, without a full stop; empty where it is read.</param>
public sealed record ReplicaNotice(string Place, ReplicaUse Use, string Found);
