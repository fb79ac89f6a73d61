namespace Muutostieto.Deliveries.Tests.Support;

/// <summary>What a permit covers, and what its recipient may know of protected persons: every pair that a permit may have.</summary>
public enum PermitKind
{
    Area,
    AreaSection37,
    List,
    ListSection37,
    ListOrderOnly,
}
