using Muutostieto.Register.Nightly;

namespace Muutostieto.Synthetic.Life;

/// <summary>How a population's life goes on.</summary>
public sealed record LifeOptions
{
    /// <summary>
    /// The first day of registration. Null: the day after the journal's last one, or after that of the population when it has no entries
    /// yet.
    /// </summary>
    public DateOnly? From { get; init; }

    /// <summary>Weeks of seven days, at least 1.</summary>
    public required int Weeks { get; init; }

    /// <summary>The same register and seed give the same entries, byte for byte. Default 1.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Mergers that come into force on their dates. Default none.</summary>
    public IReadOnlyList<MunicipalMerger> Mergers { get; init; } = [];

    /// <summary>Events that change thousands of persons at once. Default none of them.</summary>
    public MassEvents MassEvents { get; init; } = MassEvents.None;
}
