namespace Muutostieto.Interface.Mapping;

/// <summary>Why something is not served, for the clients' guides.</summary>
/// <param name="English">A sentence.</param>
/// <param name="Finnish">The same; null when the file has it in English alone.</param>
internal sealed record Reason(string English, string? Finnish);
