namespace Muutostieto.SelfService.Residents.Searches;

/// <summary>A search, or what is given with it, cannot be taken as it is.</summary>
public sealed class SearchRefusedException(IReadOnlyList<FieldFault> faults) : Exception("A search that cannot be taken as it is.")
{
    /// <summary>At least one.</summary>
    public IReadOnlyList<FieldFault> Faults { get; } = faults;
}
