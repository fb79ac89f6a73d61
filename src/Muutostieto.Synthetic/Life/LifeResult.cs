using Muutostieto.Register;

namespace Muutostieto.Synthetic.Life;

/// <summary>What a simulation entered.</summary>
/// <param name="From">The first day.</param>
/// <param name="To">The last day.</param>
/// <param name="Entries">How many journal entries.</param>
/// <param name="ByEvent">How many by event code, in the order of the codes.</param>
/// <param name="LatestKey">The journal's last key.</param>
public sealed record LifeResult(DateOnly From, DateOnly To, long Entries, IReadOnlyDictionary<string, long> ByEvent, JournalKey LatestKey);
