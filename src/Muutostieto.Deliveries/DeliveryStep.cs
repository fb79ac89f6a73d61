namespace Muutostieto.Deliveries;

/// <summary>The long steps of a delivery.</summary>
public enum DeliveryStep
{
    /// <summary>Records are written to the outbox; counted in residents of the area.</summary>
    Composing,

    /// <summary>Files go to the drop; counted in bytes.</summary>
    Publishing,
}
