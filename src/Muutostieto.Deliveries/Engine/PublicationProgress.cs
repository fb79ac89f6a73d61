namespace Muutostieto.Deliveries.Engine;

/// <summary>How far publishing has come for a delivery that the ledger does not have as published.</summary>
internal enum PublicationProgress
{
    /// <summary>Its manifest was never visible: its recipient cannot have it.</summary>
    NotBegun,

    /// <summary>Its manifest was visible, and is gone without an answer: it is unknown whether its recipient has it.</summary>
    Uncertain,

    /// <summary>Its manifest is visible.</summary>
    Visible,

    /// <summary>Its recipient has had it: it has answered, and taken the manifest away.</summary>
    Answered,
}
