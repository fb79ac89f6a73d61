namespace Muutostieto.SelfService.Residents.Lists;

/// <summary>How long what is kept. Fixed at the start of the service.</summary>
public sealed record ResidentOptions
{
    /// <summary>For how long a list can be seen and downloaded after it was made. Default: 7 days.</summary>
    public TimeSpan ResultTime { get; init; } = TimeSpan.FromDays(7);

    /// <summary>For how long a list waits for what cannot be reached, as a drop, before it fails. Default: 1 day.</summary>
    public TimeSpan GiveUpTime { get; init; } = TimeSpan.FromDays(1);

    /// <summary>For how long a pick is in its user's history. Default: 366 days. The audit has it for its years.</summary>
    public TimeSpan HistoryTime { get; init; } = TimeSpan.FromDays(366);
}
