namespace Muutostieto.Disclosure.Permits;

/// <summary>The residents of some municipalities, at least one.</summary>
public sealed record MunicipalityArea : ResidenceArea
{
    /// <param name="municipalities">Three digits each, as the permit has them.</param>
    /// <exception cref="ArgumentException">There is none: an area of no municipality would be an area of no person, or read as one of
    /// all.</exception>
    public MunicipalityArea(params IReadOnlyList<string> municipalities)
    {
        ArgumentNullException.ThrowIfNull(municipalities);
        Municipalities =
            municipalities.Count > 0
                ? municipalities
                : throw new ArgumentException("An area has at least one municipality.", nameof(municipalities));
    }

    public IReadOnlyList<string> Municipalities { get; }

    public override IEnumerable<string> CodesIn(MunicipalityDirectory directory) => Municipalities;

    private protected override string? FaultIn(MunicipalityDirectory directory) =>
        Municipalities.FirstOrDefault(code => directory.Municipality(code) is null) is { } unknown
            ? $"there is no municipality {unknown}"
            : null;
}
