using Muutostieto.Deliveries.Ledger;

namespace Muutostieto.Deliveries.Engine;

/// <summary>The only program that runs: the run lock keeps others away.</summary>
internal sealed class SoleWorker(ILedger ledger) : IWorkers
{
    public bool AreSeveral => false;

    public Task<WorkTurn> TakeAsync(string work, CancellationToken cancellation) => Task.FromResult(new WorkTurn(ledger));

    public WorkTurn TryTake(string work) => new(ledger);

    public Task<WorkTurn?> TakeUnlessDoneAsync(string work, DateTimeOffset since, CancellationToken cancellation) =>
        Task.FromResult<WorkTurn?>(new WorkTurn(ledger));

    public DateTimeOffset Now() => DateTimeOffset.MinValue;
}
