namespace Muutostieto.Extracts.Sampling;

/// <summary>What can be drawn.</summary>
/// <param name="Number">Its permanent random number.</param>
/// <param name="Id">The surrogate id of the person, building or dwelling.</param>
/// <param name="Place">Its place in the order of delivery.</param>
internal readonly record struct SampleUnit(ulong Number, long Id, long Place)
{
    /// <summary>How far it is from a start point, wrapping around after the greatest number.</summary>
    internal ulong DistanceFrom(ulong start) => unchecked(Number - start);
}
