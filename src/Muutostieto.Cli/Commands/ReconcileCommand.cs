using System.CommandLine;
using System.IO.Abstractions;
using Muutostieto.Cli.CommandLine;
using Muutostieto.Deliveries.Engine;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Deliveries.Reconciliation;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Hosting;
using Muutostieto.Hosting.Logs;
using Muutostieto.Records;
using Muutostieto.Records.Dates;
using Muutostieto.Records.Reconciliation;

namespace Muutostieto.Cli.Commands;

/// <summary><c>reconcile PERMIT</c>: lets a recipient see whether its register is what it should be; <c>--repair</c> makes it so.</summary>
internal static class ReconcileCommand
{
    internal static Command Create(CommandContext context)
    {
        var permit = new Argument<string>("PERMIT") { Description = "Id of the permit; \"permits list\" shows them" };
        var dryRun = new Option<bool>("--dry-run") { Description = "Only show the counts and digests; hand nothing over" };
        var output = new Option<string?>("--output") { Description = "Write the file here and hand nothing over", HelpName = "FILE" };
        var repair = new Option<string[]>("--repair")
        {
            Description = "Have the next change delivery bring a full record of every resident of these municipalities",
            HelpName = "MUNICIPALITY",
            AllowMultipleArgumentsPerToken = true,
        };
        repair.Validators.Add(result =>
        {
            if (result.Tokens.FirstOrDefault(token => token.Value is not [>= '0' and <= '9', >= '0' and <= '9', >= '0' and <= '9']) is
                { } wrong)
            {
                result.AddError($"--repair: \"{wrong.Value}\"; expected municipalities, three digits each.");
            }
        });
        var command = new Command(
            "reconcile",
            "Publish, beside the permit's last delivery, the count and digest of each municipality as of it (<stem>.TAS), with which the "
                + "recipient compares its register: load DIR --into DB --compare FILE")
        {
            permit, dryRun, output, repair,
        };
        command.Validators.Add(result =>
        {
            if (result.GetResult(repair) is not null && (result.GetResult(dryRun) is not null || result.GetResult(output) is not null))
            {
                result.AddError("--repair asks for records and shows no digests: give it without --dry-run and --output.");
            }
        });
        command.SetAction((parsed, cancellation) => parsed.GetValue(repair) is { Length: > 0 } municipalities
            ? Task.FromResult(Repair(context, parsed, parsed.GetValue(permit)!, municipalities))
            : ReconcileAsync(context, parsed, parsed.GetValue(permit)!, parsed.GetValue(dryRun), parsed.GetValue(output), cancellation));
        return command;
    }

    private static async Task<string> WriteAsync(
        IFileSystem files,
        string path,
        ReconciliationFile file,
        CancellationToken cancellation)
    {
        try
        {
            await files.File.WriteAllBytesAsync(path, file.ToUtf8(), cancellation).ConfigureAwait(false);
            return path;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new MuutostietoException(
                FailureKind.Fault,
                $"--output {path}: it cannot be written ({failure.Message}). Name a file in a folder that is there.",
                failure);
        }
    }

    private static async Task<int> ReconcileAsync(
        CommandContext context,
        ParseResult parsed,
        string id,
        bool dryRun,
        string? output,
        CancellationToken cancellation)
    {
        using var work = context.OpenToWrite(parsed);
        var permit = work.Configuration.Permit(id);
        var handsOver = !dryRun && output is null;
        RequireValid(permit, work, handsOver);
        var reconciler = new Reconciler(
            work.Configuration.Deliveries,
            work.Catalog,
            work.Register,
            work.Ledger,
            work.Drop,
            work.Clock,
            work.Disk);
        var head = reconciler.HeadOf(permit);
        using var runLock = handsOver ? work.AcquireRunLock() : null;
        ReconciliationFile file;
        using (var progress = new ProgressLine(context.Terminal, head.Title, "residents", null))
        {
            file = reconciler.Compose(head, progress, cancellation);
        }

        string? place = null;
        if (output is not null)
        {
            place = await WriteAsync(work.Disk.Files, output, file, cancellation).ConfigureAwait(false);
        }
        else if (handsOver)
        {
            using var log = RunLog.Open(work, "reconcile", context.Options.Verbose(parsed) ? context.Terminal.Error : null);
            place = await reconciler
                .PublishAsync(head, file, hash => log.Reconciles(head, head.ReconciliationName!, hash), cancellation)
                .ConfigureAwait(false);
        }

        Show(context, parsed, file, head, place);
        if (work.Ledger.PendingRepairs(id) is { Count: > 0 } waiting)
        {
            await context
                .Terminal.Error.WriteLineAsync(
                    "The next change delivery brings a full record of every resident of "
                        + $"{string.Join(", ", waiting.Select(request => request.Municipality))}.")
                .ConfigureAwait(false);
        }

        return (int)ExitCode.Done;
    }

    private static int Repair(CommandContext context, ParseResult parsed, string id, string[] municipalities)
    {
        using var work = context.OpenToWrite(parsed);
        var permit = work.Configuration.Permit(id);
        RequireValid(permit, work, handsOver: true);
        var waiting = new RepairScheduler(work.Ledger, work.Configuration.Municipalities, work.Clock).Request(permit, municipalities);
        using var log = RunLog.Open(work, "reconcile --repair", context.Options.Verbose(parsed) ? context.Terminal.Error : null);
        log.RepairRequested(permit.Id, waiting);
        if (context.Options.Json(parsed))
        {
            JsonOutput.Write(context.Terminal.Out, writer =>
            {
                writer.WriteStartObject();
                writer.WriteString("permit", permit.Id);
                writer.WriteStartArray("repair");
                foreach (var municipality in waiting)
                {
                    writer.WriteStringValue(municipality);
                }

                writer.WriteEndArray();
                writer.WriteEndObject();
            });
        }
        else
        {
            context.Terminal.Out.WriteLine(
                $"{permit.Id}: the next change delivery brings a full record of every resident of {string.Join(", ", waiting)}. It is made "
                    + $"by the permit's rhythm, or now: deliver changes {permit.Id}");
        }

        return (int)ExitCode.Done;
    }

    private static void RequireValid(Permit permit, Installation work, bool handsOver)
    {
        if (handsOver)
        {
            _ = permit.RequireFiles();
        }

        if (handsOver && !permit.IsValidOn(HelsinkiTime.Today(work.Clock)))
        {
            throw new MuutostietoException(
                FailureKind.Usage,
                $"permit \"{permit.Id}\": it is not valid today. Nothing was published; --dry-run shows the counts all the same.");
        }
    }

    private static void Show(CommandContext context, ParseResult parsed, ReconciliationFile file, Delivery head, string? place)
    {
        if (context.Options.Json(parsed))
        {
            context.Terminal.Out.Write(System.Text.Encoding.UTF8.GetString(file.ToUtf8()));
            return;
        }

        foreach (var municipality in file.Municipalities)
        {
            context.Terminal.Out.WriteLine(
                $"{municipality.Municipality}  {Figures.Count(municipality.Persons),11} persons  {municipality.Digest}");
        }

        var where = place is null ? "not published" : Installation.Shown(place);
        context.Terminal.Out.WriteLine(
            $"{head.Permit}: {Figures.Count(file.Persons)} persons as of {head.Kind.WireName()} {Figures.Number(head.Number)}, {where}");
    }
}
