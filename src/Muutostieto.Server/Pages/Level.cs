using Muutostieto.Deliveries.Ledger;
using Muutostieto.Hosting.Status;

namespace Muutostieto.Server.Pages;

/// <summary>How something is, in the four ways that the page shows: each has a colour, a sign of its own and a word beside.</summary>
public enum Level
{
    Good,
    Waiting,
    Warning,
    Bad,
}

internal static class Levels
{
    internal static Level Of(Alert alert) => alert.IsUnhealthy ? Level.Bad : Level.Warning;

    internal static Level Of(AlertGroup group) => group.IsUnhealthy ? Level.Bad : Level.Warning;

    internal static Level Of(ServiceStatus status) =>
        status.Alerts.Count == 0 ? Level.Good : status.IsHealthy ? Level.Warning : Level.Bad;

    internal static Level Of(DeliveryOverview delivery) =>
        delivery.Refused is not null ? Level.Warning
        : delivery.State switch
        {
            DeliveryState.Received => Level.Good,
            DeliveryState.Overdue => Level.Bad,
            _ => Level.Waiting,
        };

    internal static string ClassOf(this Level level) => level switch
    {
        Level.Good => "good",
        Level.Waiting => "waiting",
        Level.Warning => "warning",
        _ => "bad",
    };

    /// <summary>The sign beside a word. Each is another shape, so that no colour is needed.</summary>
    internal static string SignOf(this Level level) => level switch
    {
        Level.Good => "✓",
        Level.Waiting => "○",
        Level.Warning => "▲",
        _ => "✕",
    };
}
