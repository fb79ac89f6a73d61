namespace Muutostieto.SelfService.Applications;

/// <summary>What is decided.</summary>
internal enum MatterKind
{
    /// <summary>An application for a permit.</summary>
    Permit,

    /// <summary>An order under a permit.</summary>
    Order,
}
