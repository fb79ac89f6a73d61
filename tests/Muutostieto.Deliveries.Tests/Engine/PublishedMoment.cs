namespace Muutostieto.Deliveries.Tests.Engine;

/// <summary>How far a delivery has come.</summary>
public enum PublishedMoment
{
    Planned,
    Composed,
    Begun,
    Published,
    Refused,
    Overdue,
    Received,
    Continued,
}
