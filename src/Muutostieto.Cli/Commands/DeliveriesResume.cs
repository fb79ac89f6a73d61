using System.CommandLine;
using System.Globalization;
using Muutostieto.Audit;
using Muutostieto.Cli.CommandLine;
using Muutostieto.Deliveries.Engine;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Hosting.Logs;
using Muutostieto.Records;

namespace Muutostieto.Cli.Commands;

/// <summary><c>deliveries resume</c>: an operator's decision to go on with a ledger that was restored to an earlier time.</summary>
internal static class DeliveriesResume
{
    internal static Command Create(CommandContext context)
    {
        var reason = new Option<string>("--reason")
        {
            Description = "Why; it stays in the audit",
            HelpName = "TEXT",
            Required = true,
        };
        var newBase = new Option<string[]>("--new-base")
        {
            Description = "A permit whose recipient gets a new base by the next run; given once for each that needs one",
            HelpName = "PERMIT",
        };
        var complete = new Option<bool>("--register-is-complete")
        {
            Description = "The register was fed all that it had when the lost deliveries were made, non-disclosure orders above all",
        };
        var fewer = new Option<bool>("--fewer-entries")
        {
            Description = "It is complete although it ends before what was delivered: the feed made fewer entries of the same changes",
        };
        var yes = new Option<bool>("--yes") { Description = "Do it; without it, only what would be done is shown" };
        var resume = new Command(
            "resume",
            "Go on with a ledger that was restored to an earlier time, or is in a database that was promoted: numbers that were published "
                + "are not used again, and recipients of lost deliveries get a new base")
        {
            reason,
            newBase,
            complete,
            fewer,
            yes,
        };
        resume.SetAction(parsed => Run(
            context,
            parsed,
            parsed.GetValue(reason)!,
            parsed.GetValue(newBase) ?? [],
            parsed.GetValue(complete),
            parsed.GetValue(fewer),
            parsed.GetValue(yes)));
        return resume;
    }

    private static int Run(
        CommandContext context, ParseResult parsed, string reason, string[] newBases, bool complete, bool fewer, bool yes)
    {
        if (string.IsNullOrWhiteSpace(reason))
        {
            throw new MuutostietoException(
                FailureKind.Usage, "--reason: it is empty; expected why deliveries go on, as the audit keeps it. Nothing was changed.");
        }

        using var work = context.OpenToWrite(parsed);
        using var runLock = work.AcquireRunLock();
        var resume = work.NewEngine().Resume;
        var plan = resume.Find();
        var isJson = context.Options.Json(parsed);
        if (!isJson)
        {
            Show(context.Terminal.Out, plan);
        }

        if (plan.Origin is { IsAnother: true } && work.Configuration.Settings.Store is { } store)
        {
            context.Terminal.Error.WriteLine(
                store.SharedFolder is null
                    ? "The settings name no sharedFolder: each worker knows what it published itself. Call this on each machine before any "
                        + "of them delivers."
                    : "Workers with an audit folder of their own: call this on each of them too, for its anchors.");
        }

        if (plan.IsNeeded)
        {
            LedgerResume.Require(plan, newBases, complete, fewer);
        }

        AuditHead? entry = null;
        if (plan.IsNeeded && yes)
        {
            using var log = RunLog.Open(work, "deliveries resume", console: null);
            var login = Environment.GetEnvironmentVariable("SUDO_USER");
            entry = resume.Apply(plan, reason.Trim(), Environment.UserName, string.IsNullOrEmpty(login) ? null : login);
            log.Resumed(entry, plan);
        }

        if (isJson)
        {
            ShowJson(context.Terminal.Out, plan, entry);
        }
        else if (plan.IsNeeded)
        {
            context.Terminal.Out.WriteLine(
                entry is null
                    ? "Nothing was changed. The same with --yes does it."
                    : FormattableString.Invariant($"Deliveries go on; entry {entry.Sequence} of the audit.")
                        + (plan.Permits.Any(permit => permit.NeedsBase) ? " The next run makes new bases." : ""));
        }

        return (int)ExitCode.Done;
    }

    private static void Show(TextWriter output, ResumePlan plan)
    {
        if (!plan.IsNeeded)
        {
            output.WriteLine("The ledger has all that was published; there is nothing to decide.");
            return;
        }

        if (plan.Origin is { Backup: { } backup } mark)
        {
            output.WriteLine($"{mark.Place}: register and ledger come from the backup of {backup}");
        }
        else if (plan.Origin is { IsAnother: true } origin)
        {
            output.WriteLine($"{origin.Place}: another database than the accepted one");
            output.WriteLine($"  accepted  {origin.Accepted}");
            output.WriteLine($"  found     {origin.Found}");
        }

        if (plan.HasLostAnchors)
        {
            output.WriteLine("Anchors of this machine are of the lost time; the audit gets an entry that says so.");
        }

        foreach (var permit in plan.Permits)
        {
            output.WriteLine(permit.Permit);
            foreach (var lost in permit.Lost)
            {
                var why = permit.IsKnown
                    ? "was published and is not in the ledger"
                    : "may have been published: nothing is known of it here";
                output.WriteLine(
                    FormattableString.Invariant($"  {lost.Kind.WireName()} {lost.Number} {why}; not used again, nor one below it"));
            }

            foreach (var delivery in permit.ToWithdraw)
            {
                output.WriteLine($"  {delivery.Kind.WireName()} {delivery.Number.ToString(CultureInfo.InvariantCulture)} is withdrawn");
            }

            if (permit.Lost.Count > 0)
            {
                output.WriteLine($"  the register {Words(permit.Register)}");
            }

            if (permit.NeedsBase)
            {
                output.WriteLine($"  its recipient needs a new base: --new-base {permit.Permit}");
            }

            if (permit.HasList)
            {
                output.WriteLine("  it follows a list: ask its recipient to send the whole list again, before the next run");
            }
        }
    }

    private static string Words(ResumedRegister register) => register switch
    {
        ResumedRegister.Same => "has the entries that were delivered",
        ResumedRegister.Unproved => "cannot be proved to have what was delivered: --register-is-complete",
        ResumedRegister.Shorter => "ends before what was delivered: feed it first",
        ResumedRegister.Behind => "is older than what was delivered: feed it first",
        _ => throw new ArgumentOutOfRangeException(nameof(register), register, null),
    };

    private static void ShowJson(TextWriter output, ResumePlan plan, AuditHead? entry) => JsonOutput.Write(output, writer =>
    {
        writer.WriteStartObject();
        writer.WriteBoolean("needed", plan.IsNeeded);
        writer.WriteString("accepted", plan.Origin?.Accepted);
        writer.WriteString("found", plan.Origin?.Found);
        writer.WriteBoolean("lostAnchors", plan.HasLostAnchors);
        writer.WriteStartArray("permits");
        foreach (var permit in plan.Permits)
        {
            writer.WriteStartObject();
            writer.WriteString("permit", permit.Permit);
            writer.WriteBoolean("known", permit.IsKnown);
            writer.WriteBoolean("needsBase", permit.NeedsBase);
            writer.WriteString("register", permit.Register.ToString().ToLowerInvariant());
            writer.WriteBoolean("hasList", permit.HasList);
            writer.WriteStartArray("lost");
            foreach (var lost in permit.Lost)
            {
                writer.WriteStartObject();
                writer.WriteString("kind", lost.Kind.WireName());
                writer.WriteNumber("number", lost.Number);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteStartArray("withdrawn");
            foreach (var delivery in permit.ToWithdraw)
            {
                writer.WriteStringValue(delivery.Title);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        if (entry is null)
        {
            writer.WriteNull("auditEntry");
        }
        else
        {
            writer.WriteNumber("auditEntry", entry.Sequence);
        }

        writer.WriteEndObject();
    });
}
