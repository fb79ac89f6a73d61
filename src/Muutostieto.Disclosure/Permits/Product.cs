namespace Muutostieto.Disclosure.Permits;

/// <summary>Which groups and fields a recipient gets. What is not named never leaves the register.</summary>
/// <param name="Id">What permits call it by.</param>
/// <param name="Fi">The name in Finnish.</param>
/// <param name="En">The name in English.</param>
/// <param name="Groups">In order of code, each once.</param>
public sealed record Product(string Id, string Fi, string En, IReadOnlyList<ProductGroup> Groups)
{
    /// <summary>The channels over which it is delivered, at least one. Default: files alone.</summary>
    public IReadOnlyList<PermitChannel> Channels { get; init; } = [PermitChannel.Files];
}
