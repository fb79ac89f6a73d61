using Muutostieto.Deliveries.Ledger;
using Muutostieto.Records;

namespace Muutostieto.Deliveries.Engine;

/// <summary>
/// Lets one worker at a time do a piece of work: serve a permit, or do what happens once for all of them. Where one program at a time runs
/// there is nothing to wait for; where several share a database, each waits for the others, and goes on with what one of them has left.
/// </summary>
public interface IWorkers
{
    /// <summary>Whether there may be others.</summary>
    bool AreSeveral { get; }

    /// <summary>Waits until no other worker has the work.</summary>
    /// <param name="work">A permit's id, or a name of <see cref="WorkClaim"/>.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <exception cref="MuutostietoException">The database cannot be reached, or refuses.</exception>
    Task<WorkTurn> TakeAsync(string work, CancellationToken cancellation);

    /// <summary>Takes a work unless another worker has it.</summary>
    /// <returns>Null when another has it.</returns>
    /// <exception cref="MuutostietoException">The database cannot be reached, or refuses.</exception>
    WorkTurn? TryTake(string work);

    /// <summary>
    /// Waits until no other worker has a work, or until one has done it whole.
    /// </summary>
    /// <param name="work">As above.</param>
    /// <param name="since">What <see cref="Now"/> was before.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <returns>Null when another has done it since.</returns>
    /// <exception cref="MuutostietoException">The database cannot be reached, or refuses.</exception>
    Task<WorkTurn?> TakeUnlessDoneAsync(string work, DateTimeOffset since, CancellationToken cancellation);

    /// <summary>The time by which <see cref="TakeUnlessDoneAsync"/> counts.</summary>
    /// <exception cref="MuutostietoException">The database cannot be reached, or refuses.</exception>
    DateTimeOffset Now();
}
