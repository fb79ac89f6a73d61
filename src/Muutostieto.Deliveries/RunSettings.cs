namespace Muutostieto.Deliveries;

/// <summary>The section <c>Run</c> of <c>appsettings.json</c>.</summary>
public sealed record RunSettings
{
    /// <summary>How many deliveries are composed at once, and how many published to one drop at once. 1 to 16, default 2.</summary>
    public int Parallel { get; init; } = 2;

    /// <summary>
    /// For how many minutes the service retries publishing after a transient failure of a drop; then the next run does. 0: not at all.
    /// Default 60.
    /// </summary>
    public int RetryMinutes { get; init; } = 60;

    /// <summary>How many uploaded lists of one permit a run takes in; more wait for the next run. 1 to 1000, default 50.</summary>
    public int ListFiles { get; init; } = 50;

    /// <summary>After how many days without a run the next one waits until an operator confirms the clock. 1 to 3660, default 14.</summary>
    public int MaxDaysSinceLastRun { get; init; } = 14;

    /// <summary>
    /// By how many percent a base may hold fewer persons than the permit's last one without being accepted. 0 to 100, default 20. One of 0
    /// persons always needs it.
    /// </summary>
    public int MaxBaseShrinkPercent { get; init; } = 20;
}
