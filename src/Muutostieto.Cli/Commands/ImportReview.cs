using Muutostieto.Cli.CommandLine;
using Muutostieto.Deliveries.Engine;
using Muutostieto.Hosting;
using Muutostieto.Hosting.Logs;
using Muutostieto.Hosting.Runs;
using Muutostieto.Hosting.Status;
using Muutostieto.Records;
using Muutostieto.Records.Files;

namespace Muutostieto.Cli.Commands;

/// <summary>After an import, judges what is in the drops: the register may have a non-disclosure order now that it did not have when the
/// files were made.</summary>
internal static class ImportReview
{
    /// <summary>
    /// Withdraws it too, and makes a new base, where the settings say so; when a run is under way, that one or the next does.
    /// </summary>
    /// <returns>What a person has to withdraw.</returns>
    internal static async Task<IReadOnlyList<WithdrawalDue>> RunAsync(
        CommandContext context,
        Installation work,
        bool isVerbose,
        CancellationToken cancellation)
    {
        try
        {
            if (work.LedgerIfAny is null)
            {
                return [];
            }

            if (!work.Configuration.Settings.WithdrawPublished)
            {
                return Said(context, work.NewEngine().Review.Find());
            }

            using var runLock = work.AcquireRunLock();

            // What is withdrawn is made up by a new base: a run, which does not start while the clock is in doubt.
            RunStart.RequireClock(work, confirmed: false, isForAll: false, warning =>
                context.Terminal.Error.WriteLine($"muutostieto: {warning}"));
            using var log = RunLog.Open(work, "register import", isVerbose ? context.Terminal.Error : null);
            using var terminal = new TerminalObserver(context.Terminal);
            using var limits = new RunLimits(work.Configuration.Settings.Run.Parallel);
            var review = await work.NewNight(work.NewRun(limits, RetryPolicy.None))
                .ReviewAsync(new Observers(terminal, log), cancellation)
                .ConfigureAwait(false);
            terminal.Dispose();
            var failures = review.Failures.Select(failure => failure.Worded(context.Words)).ToList();
            foreach (var failure in failures)
            {
                context.Terminal.Error.WriteLine($"muutostieto: {failure.Permit}: {failure.Message}");
            }

            Remember(context, work, failures);

            return Said(context, review.Due);
        }
        catch (MuutostietoException failure)
        {
            var message =
                $"The records are in the register, but nothing was withdrawn or delivered: {failure.Message} The next run does it.";
            context.Terminal.Error.WriteLine($"muutostieto: {context.Words.Of(message, failure.Remedy)}");
            return DueWithdrawals(context, work);
        }
    }

    /// <summary>
    /// What was withdrawn and not made up for, as a base that waits for its acceptance, is an alert from now on and not from the next
    /// night.
    /// </summary>
    private static void Remember(CommandContext context, Installation work, IReadOnlyList<BatchFailure> failures)
    {
        try
        {
            foreach (var permit in failures.GroupBy(failure => failure.Permit))
            {
                new RunMemoryFile(work.Disk.Files, work.DataDirectory).Remember(permit.Key, [.. permit], null, work.Clock.GetUtcNow());
            }
        }
        catch (Exception failure) when (DiskFailure.Is(failure))
        {
            context.Terminal.Error.WriteLine(
                $"muutostieto: {failure.Message} What failed cannot be recorded, and status does not show it. Make the data directory "
                    + "writable.");
        }
    }

    /// <summary>What a person has to withdraw meanwhile; nothing when that cannot be judged either.</summary>
    private static IReadOnlyList<WithdrawalDue> DueWithdrawals(CommandContext context, Installation work)
    {
        try
        {
            return Said(context, work.NewEngine().Review.Find());
        }
        catch (MuutostietoException failure)
        {
            context.Terminal.Error.WriteLine($"muutostieto: What lies in the drops was not judged: {context.Words.Of(failure)}");
            return [];
        }
    }

    private static IReadOnlyList<WithdrawalDue> Said(CommandContext context, IReadOnlyList<WithdrawalDue> due)
    {
        foreach (var found in due)
        {
            context.Terminal.Error.WriteLine($"muutostieto: {context.Words.Of(found.Message, found.Remedy)}");
        }

        return due;
    }
}
