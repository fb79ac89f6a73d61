namespace Muutostieto.Deliveries.Engine;

/// <summary>How far the handing over of a delivery has come that the ledger does not know as handed over.</summary>
internal enum PublicationProgress
{
    /// <summary>Its manifest was never visible: nobody can have it.</summary>
    NotBegun,

    /// <summary>Its manifest was visible, and is gone without an answer: nothing tells whether its recipient has it.</summary>
    Uncertain,

    /// <summary>Its manifest is visible.</summary>
    Visible,

    /// <summary>Its recipient has had it: it has answered, and taken the manifest away.</summary>
    Answered,
}
