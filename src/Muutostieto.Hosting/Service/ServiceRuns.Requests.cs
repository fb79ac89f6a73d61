using Muutostieto.Deliveries.Ledger;
using Muutostieto.Hosting.Logs;
using Muutostieto.Records;

namespace Muutostieto.Hosting.Service;

/// <content>What an operator asks for in the browser: the same as the commands do, and their failures go to the caller.</content>
public sealed partial class ServiceRuns
{
    /// <summary>
    /// Makes a delivery that an operator asked for, as <c>deliver</c> and <c>extract run</c> do: no other run goes on beside it; the feed
    /// and what happens by date come first; log, status and notifications follow it.
    /// </summary>
    /// <param name="permit">Whose delivery it is.</param>
    /// <param name="deliver">Makes the delivery, or finds the one that there is.</param>
    /// <param name="patience">How long it waits for other runs.</param>
    /// <param name="cancellation">Breaks off; the next run finishes what was begun.</param>
    /// <exception cref="MuutostietoException">Transient: other runs went on for all that time. Others: as
    /// <paramref name="deliver"/>.</exception>
    public Task<Delivery> DeliverAloneAsync(
        string permit, Func<Installation, RunLog, Task<Delivery>> deliver, TimeSpan patience, CancellationToken cancellation) =>
        RequestedAsync(
            async (work, runLog) =>
            {
                await requested.StartAsync(work, confirmed: false, cancellation).ConfigureAwait(false);
                await EnterAsync(work, NewRetry(work), cancellation).ConfigureAwait(false);
                using var turn = await work.TakePermitAsync(permit, cancellation).ConfigureAwait(false);
                var delivery = await requested.OfDeliveryAsync(permit, () => deliver(work, runLog)).ConfigureAwait(false);
                requested.Logged(runLog.Failure);
                return delivery;
            },
            patience,
            cancellation);

    /// <summary>Does something with what is in the ledger, as <c>deliveries withdraw</c> and <c>redeliver</c> do: no run goes on beside
    /// it.</summary>
    /// <param name="work">Does it.</param>
    /// <param name="patience">How long it waits for other runs.</param>
    /// <param name="cancellation">Breaks off.</param>
    /// <exception cref="MuutostietoException">Transient: other runs went on for all that time. Others: as
    /// <paramref name="work"/>.</exception>
    public async Task<T> RequestedAsync<T>(
        Func<Installation, RunLog, Task<T>> work, TimeSpan patience, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(work);
        using var pass = await gate.EnterAloneAsync(patience, cancellation).ConfigureAwait(false);
        var current = live.Newest;
        using var installation = new Installation(
            current.Configuration, current.Catalog, options.DataDirectory, clock, options.Words, options.Disk);
        return await work(installation, pass.Log).ConfigureAwait(false);
    }
}
