using System.CommandLine;
using Muutostieto.Cli.CommandLine;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Hosting;
using Muutostieto.Hosting.Logs;
using Muutostieto.Records;

namespace Muutostieto.Cli.Commands;

/// <summary><c>deliveries withdraw</c>: takes a delivery back, in the ledger and in the drop.</summary>
internal static class DeliveriesWithdraw
{
    internal static Command Create(CommandContext context)
    {
        var withdrawn = new Argument<string>("DELIVERY") { Description = "Row number of the list, or PERMIT/base/1" };
        var reason = new Option<string>("--reason")
        {
            Description = "Why; it stays in the ledger",
            HelpName = "TEXT",
            Required = true,
        };
        var dryRun = new Option<bool>("--dry-run") { Description = "Only say what would be withdrawn" };
        var yes = new Option<bool>("--yes") { Description = "Do not ask on a terminal" };
        var withdraw = new Command(
            "withdraw",
            "Take a delivery back, in the ledger and in the drop; the next change delivery covers its window again. Files already fetched "
                + "cannot be withdrawn. Asks on a terminal")
        {
            withdrawn,
            reason,
            dryRun,
            yes,
        };
        withdraw.SetAction((parsed, cancellation) => RunAsync(
            context,
            parsed,
            parsed.GetValue(withdrawn)!,
            parsed.GetValue(reason)!,
            parsed.GetValue(dryRun),
            parsed.GetValue(yes),
            cancellation));
        return withdraw;
    }

    private static async Task<int> RunAsync(
        CommandContext context, ParseResult parsed, string name, string reason, bool isDry, bool isSure, CancellationToken cancellation)
    {
        if (string.IsNullOrWhiteSpace(reason))
        {
            throw new MuutostietoException(
                FailureKind.Usage,
                "--reason: it is empty; expected why the delivery is withdrawn, as the ledger keeps it. Nothing was withdrawn.");
        }

        using var work = isDry ? context.Open(parsed) : context.OpenToWrite(parsed);
        var delivery = DeliveriesCommand.Find(work, name);
        var said = PlanOf(work, delivery);
        if (isDry)
        {
            await context
                .Terminal.Out.WriteLineAsync(
                    context.Options.Json(parsed) ? DeliverySummary.ToJson([delivery]) : $"{said} Nothing was changed.")
                .ConfigureAwait(false);
            return (int)ExitCode.Done;
        }

        if (!isSure && context.Terminal.Ask is { } ask && ask($"{said} Withdraw it? [y/N]: ")?.Trim() is not ("y" or "Y" or "yes"))
        {
            throw new MuutostietoException(FailureKind.Usage, $"{delivery.Title}: not withdrawn, as it was not confirmed.");
        }

        using var runLock = work.AcquireRunLock();
        using var log = RunLog.Open(work, "deliveries withdraw", console: null);
        using var turn = await work.TakePermitAsync(delivery.Permit, cancellation).ConfigureAwait(false);
        var (withdrawn, stillThere) = await work.NewEngine().Withdrawal.WithdrawAsync(delivery, reason, cancellation).ConfigureAwait(false);
        log.Withdrawn(withdrawn);
        await context
            .Terminal.Out.WriteLineAsync(
                context.Options.Json(parsed)
                    ? DeliverySummary.ToJson([withdrawn])
                    : $"{withdrawn.Title}: withdrawn. Its files are no longer in the drop; what was fetched cannot be withdrawn.")
            .ConfigureAwait(false);
        return stillThere is null
            ? (int)ExitCode.Done
            : throw new MuutostietoException(
                stillThere.Kind,
                $"{withdrawn.Title}: withdrawn, but its files may still be in the drop: {stillThere.Message} Remove them, the manifest "
                    + "first, or withdraw it again.",
                stillThere)
            {
                Remedy = stillThere.Remedy,
            };
    }

    /// <summary>What withdrawing it would do.</summary>
    /// <exception cref="MuutostietoException">Usage: another delivery goes on from it.</exception>
    private static string PlanOf(Installation work, Delivery delivery)
    {
        if (delivery.State == DeliveryState.Withdrawn)
        {
            return $"{delivery.Title} is withdrawn already; files that are still in its drop would be removed.";
        }

        var next = work.LedgerIfAny!.List(new DeliveryFilter(delivery.Permit))
            .FirstOrDefault(other => other.State != DeliveryState.Withdrawn && other.Predecessor?.Delivery == delivery.Key);
        if (next is not null)
        {
            throw new MuutostietoException(
                FailureKind.Usage,
                $"delivery {delivery.Title}: {next.Title} continues it, and the chain would break. Withdraw {next.Title} first.");
        }

        var files = delivery.Published is not null || delivery.PublishingSince is not null
            ? $"its {Figures.Count(delivery.Files.Count)} files would be removed from "
                + $"{(delivery.Place is { } place ? Installation.Shown(place) : "its drop")}"
            : "it is not in its drop yet";
        var after = delivery.Kind == DeliveryKind.Changes ? "the next change delivery would cover its window again"
            : delivery.Kind == DeliveryKind.Base ? "what was before it would go on, or a new base begin"
            : "its order would be made again by its next run";
        return $"{delivery.Title} would be withdrawn: {files}, and {after}.";
    }
}
