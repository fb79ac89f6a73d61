using Muutostieto.SelfService.Residents.Store;

namespace Muutostieto.SelfService.Residents;

/// <summary>A user has reached a limit; nothing was begun.</summary>
public sealed class ResidentLimitException(ResidentLimit limit) : Exception($"A limit was reached: {limit}.")
{
    public ResidentLimit Limit { get; } = limit;
}
