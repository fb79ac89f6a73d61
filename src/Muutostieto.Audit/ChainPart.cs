namespace Muutostieto.Audit;

/// <summary>A part of the chain that is kept, and can be missing, as a whole.</summary>
/// <param name="First">The number of its first entry.</param>
/// <param name="Name">As messages say it.</param>
/// <param name="Lines">Read when they are asked for.</param>
internal sealed record ChainPart(long First, string Name, IEnumerable<ChainLine> Lines);
