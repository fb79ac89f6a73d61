namespace Muutostieto.SelfService.Operations;

/// <summary>What an operator has asked for.</summary>
public enum OperationKind
{
    /// <summary>To count what a base would hold; nothing is delivered.</summary>
    CountBase,

    /// <summary>To make a base.</summary>
    MakeBase,

    /// <summary>To run an order.</summary>
    RunOrder,

    /// <summary>To withdraw a delivery.</summary>
    Withdraw,

    /// <summary>To publish a delivery again.</summary>
    Redeliver,
}
