namespace Muutostieto.SelfService.Residents.Searches;

/// <summary>What is wrong, and where.</summary>
/// <param name="Field">One of <see cref="SearchFields"/>.</param>
/// <param name="Fault">What is wrong.</param>
public sealed record FieldFault(string Field, SearchFault Fault);
