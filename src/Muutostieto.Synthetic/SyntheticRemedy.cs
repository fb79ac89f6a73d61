using Muutostieto.Records;

namespace Muutostieto.Synthetic;

/// <summary>The steps by which failures of a synthetic population are put right.</summary>
public abstract record SyntheticRemedy : Remedy
{
    private SyntheticRemedy()
    {
    }

    /// <summary>Create the population of an empty register.</summary>
    public sealed record CreatePopulation : SyntheticRemedy;

    /// <summary>Create a population where no resident lives in a known municipality.</summary>
    public sealed record CreateResidents : SyntheticRemedy;
}
