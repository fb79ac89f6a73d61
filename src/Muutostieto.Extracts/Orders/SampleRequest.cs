namespace Muutostieto.Extracts.Orders;

/// <summary>What part of the persons an order asks for.</summary>
/// <param name="Size">How many units, from 1; all of them where there are fewer; 0 for controls.</param>
/// <param name="Series">The name of the series whose key gives the random numbers: small letters, digits and dashes.</param>
public sealed record SampleRequest(int Size, string Series)
{
    /// <summary>The random number from which on the smallest ones are drawn. Default 0.</summary>
    public ulong Start { get; init; }

    public SampleStrata Strata { get; init; }

    /// <summary>Null: it is no sample of controls. With it size, start, strata and households count for nothing.</summary>
    public ControlRequest? Controls { get; init; }

    /// <summary>Whether a dwelling counts as one unit, of which at most one person is drawn. Default false.</summary>
    public bool PerHousehold { get; init; }
}
