using System.CommandLine;
using Muutostieto.Cli.CommandLine;
using Muutostieto.Deliveries.Engine;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Extracts.Orders;
using Muutostieto.Hosting;
using Muutostieto.Hosting.Logs;
using Muutostieto.Hosting.Runs;
using Muutostieto.Hosting.Settings;
using Muutostieto.Records;
using Muutostieto.Records.Dates;

namespace Muutostieto.Cli.Commands;

/// <summary>What every command does that makes the delivery of an order: one run, which goes into log, status and notifications.</summary>
/// <param name="context">Of the command.</param>
/// <param name="parsed">Of the command.</param>
/// <param name="name">Of the command, as status and log call it.</param>
internal sealed class OrderRun(CommandContext context, ParseResult parsed, string name)
{
    /// <summary>The order and its permit, which is valid today.</summary>
    /// <exception cref="MuutostietoException">Usage: there is no such order, or its permit is not valid today.</exception>
    internal static (ExtractOrder Order, Permit Permit) Valid(Installation work, string id)
    {
        var order = work.Configuration.Order(id);
        var permit = work.Configuration.Permit(order.Permit);
        return permit.IsValidOn(HelsinkiTime.Today(work.Clock))
            ? (order, permit)
            : throw new MuutostietoException(
                FailureKind.Usage,
                $"order \"{id}\": its permit \"{permit.Id}\" is not valid today. Nothing was delivered. Extend the permit.");
    }

    /// <summary>Makes a delivery and says which.</summary>
    /// <param name="work">The installation.</param>
    /// <param name="permit">Of the order.</param>
    /// <param name="clockOk">Whether a clock that is far ahead is right.</param>
    /// <param name="deliver">Makes the delivery, or finds the one that there is.</param>
    /// <param name="say">Says what else there is to say of it.</param>
    /// <param name="cancellation">Breaks off.</param>
    internal async Task RunAsync(
        Installation work,
        Permit permit,
        bool clockOk,
        Func<DeliveryEngine, Observers, CancellationToken, Task<Delivery>> deliver,
        Func<DeliveryEngine, RunLog, Delivery, Task> say,
        CancellationToken cancellation)
    {
        ProductionRegister.Require(work.Configuration.Settings, work.Register);
        SigningKeyFault.Require(work.Disk.Files, work.Configuration.Settings);
        using var runLock = work.AcquireRunLock();
        using var reporter = new RunReporter(
            name.Split(' ')[0], work.Disk.Files, work.DataDirectory, work.Clock, context.Words, reason =>
                context.Terminal.Error.WriteLine($"muutostieto: {reason}"));
        await reporter.StartAsync(work, clockOk, cancellation).ConfigureAwait(false);
        await FeedLine.BeforeDeliveriesAsync(work, context.Terminal, cancellation).ConfigureAwait(false);
        EnteredByDate.Run(work, context.Terminal, cancellation);
        using var log = RunLog.Open(work, name, context.Options.Verbose(parsed) ? context.Terminal.Error : null);
        using var terminal = new TerminalObserver(context.Terminal);
        using var turn = await work.TakePermitAsync(permit.Id, cancellation).ConfigureAwait(false);
        var (engine, observer) = (work.NewEngine(), new Observers(terminal, log));
        var known = Published(work, permit).Select(each => each.Id).ToHashSet();
        var delivery = await reporter
            .OfDeliveryAsync(permit.Id, () => deliver(engine, observer, cancellation))
            .ConfigureAwait(false);
        terminal.Dispose();
        reporter.Logged(log.Failure);
        foreach (var earlier in Published(work, permit).Where(each => each.Id != delivery.Id && !known.Contains(each.Id)))
        {
            await context.Terminal.Error.WriteLineAsync($"muutostieto: an earlier run had begun it: {DeliveryLine.Of(earlier)}")
                .ConfigureAwait(false);
        }

        var made = !known.Contains(delivery.Id);
        await context
            .Terminal.Out.WriteLineAsync(
                context.Options.Json(parsed) ? DeliverySummary.ToJson(delivery, made)
                : made ? DeliveryLine.Of(delivery)
                : $"{permit.Id}: nothing was made: {delivery.Kind.WireName()} {Figures.Number(delivery.Number)}, planned "
                    + $"{Figures.Time(delivery.Planned)}, answers the order as it reads now. Another one: --again.")
            .ConfigureAwait(false);
        await say(engine, log, delivery).ConfigureAwait(false);
    }

    private static IEnumerable<Delivery> Published(Installation work, Permit permit) =>
        work.Ledger.List(new DeliveryFilter(permit.Id)).Where(each => each.Published is not null);
}
