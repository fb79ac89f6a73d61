using Muutostieto.Records;

namespace Muutostieto.Extracts;

/// <summary>The steps by which failures of extracts are put right.</summary>
public abstract record ExtractRemedy : Remedy
{
    private ExtractRemedy()
    {
    }

    /// <summary>Make the key of a series of samples.</summary>
    /// <param name="Series">The name of the series.</param>
    public sealed record MakeSeries(string Series) : ExtractRemedy;
}
