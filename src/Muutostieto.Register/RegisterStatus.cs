namespace Muutostieto.Register;

/// <summary>The figures of a register at its latest key.</summary>
/// <param name="Persons">All persons it has ever held, including the dead and the emigrated.</param>
/// <param name="Living">Living persons whose municipality is one of Finland's (<see cref="ResidenceCode.IsMunicipality"/>).</param>
/// <param name="Protected">Those of <paramref name="Living"/> who have a non-disclosure order.</param>
/// <param name="Municipalities">The living by municipality number, in the order of the numbers; those without any are not there.</param>
/// <param name="LatestKey">The key of the last journal entry.</param>
/// <param name="Bytes">What the register takes on disk.</param>
public sealed record RegisterStatus(
    long Persons,
    long Living,
    long Protected,
    IReadOnlyDictionary<string, long> Municipalities,
    JournalKey LatestKey,
    long Bytes);
