namespace Muutostieto.Interface.Pages;

/// <summary>How large a page may be.</summary>
public sealed record PageLimits
{
    /// <summary>
    /// The most persons of a page. Only persons who become one in the same moment, because one was registered twice, stay together. Default
    /// 500.
    /// </summary>
    public int Persons { get; init; } = 500;

    /// <summary>The most entries of the journal that a page covers, whomever they concern. Default 20,000.</summary>
    public int Entries { get; init; } = 20_000;
}
