using Muutostieto.Interface.Pages;

namespace Muutostieto.Interface.Calls;

/// <summary>How much a call may ask for.</summary>
public sealed record CallLimits
{
    /// <summary>The most bytes of a request's body: a list of a million identity codes. Default 16 MiB.</summary>
    public int BodyBytes { get; init; } = 16 << 20;

    /// <summary>The most identity codes that base data are asked for by; changes have no such limit. Default 1,000, as the agency's
    /// interface.</summary>
    public int BaseCodes { get; init; } = 1_000;

    /// <summary>How many persons are written, audited and sent at a time. Default 200.</summary>
    public int Batch { get; init; } = 200;

    public PageLimits Page { get; init; } = new();
}
