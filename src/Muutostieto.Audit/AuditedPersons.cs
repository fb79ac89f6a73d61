namespace Muutostieto.Audit;

/// <summary>Who was in a delivery.</summary>
/// <param name="Persons">Surrogate ids, ascending.</param>
/// <param name="Content">SHA-256 of what the chain has of the delivery's persons and groups, 64 lowercase hex digits.</param>
public sealed record AuditedPersons(IReadOnlyList<long> Persons, string Content);
