using System.CommandLine;
using Muutostieto.Cli.CommandLine;
using Muutostieto.Drops;
using Muutostieto.Hosting;
using Muutostieto.Records;
using Muutostieto.Records.Dates;

namespace Muutostieto.Cli.Commands;

/// <summary><c>drops list | test</c>.</summary>
internal static class DropsCommand
{
    internal static Command Create(CommandContext context)
    {
        var list = new Command("list", "Show the drops of the settings, and for which recipients permits use them");
        list.SetAction(parsed => List(context, parsed));
        return new Command("drops", "Where deliveries are handed over") { list, Test(context) };
    }

    private static Command Test(CommandContext context)
    {
        var name = new Argument<string?>("DROP")
        {
            Description = "Name of the drop; \"drops list\" shows them. Without it all that permits use",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var recipient = new Option<string?>("--recipient")
        {
            Description = "The folder of one recipient; by default of each whose permit uses the drop",
            HelpName = "NAME",
        };
        var test = new Command(
            "test",
            "Try out a drop: keys read, host reached, host key pinned, folders there, room, a small file written, renamed and removed, "
                + "clocks compared. Leaves nothing behind")
        {
            name,
            recipient,
        };
        test.SetAction((parsed, cancellation) =>
            TestAsync(context, parsed, parsed.GetValue(name), parsed.GetValue(recipient), cancellation));
        return test;
    }

    private static int List(CommandContext context, ParseResult parsed)
    {
        using var work = context.Open(parsed);
        var today = HelsinkiTime.Today(work.Clock);
        var drops = work.Configuration.Settings.Drops
            .OrderBy(drop => drop.Key, StringComparer.Ordinal)
            .Select(drop => (
                Name: drop.Key,
                Kind: drop.Value is SftpDropSettings ? "sftp" : "directory",
                Recipients: DropTrials.RecipientsOf(drop.Key, work.Configuration.Permits, today)))
            .ToList();
        if (context.Options.Json(parsed))
        {
            JsonOutput.Write(context.Terminal.Out, writer =>
            {
                writer.WriteStartArray();
                foreach (var drop in drops)
                {
                    writer.WriteStartObject();
                    writer.WriteString("name", drop.Name);
                    writer.WriteString("type", drop.Kind);
                    writer.WriteStartArray("recipients");
                    foreach (var recipient in drop.Recipients)
                    {
                        writer.WriteStringValue(recipient);
                    }

                    writer.WriteEndArray();
                    writer.WriteEndObject();
                }

                writer.WriteEndArray();
            });
            return (int)ExitCode.Done;
        }

        var table = new ListTable("DROP", "TYPE", "RECIPIENTS");
        foreach (var drop in drops)
        {
            table.Add(drop.Name, drop.Kind, drop.Recipients.Count == 0 ? "no permit uses it" : string.Join(", ", drop.Recipients));
        }

        table.Write(context.Terminal);
        return (int)ExitCode.Done;
    }

    private static async Task<int> TestAsync(
        CommandContext context, ParseResult parsed, string? name, string? recipient, CancellationToken cancellation)
    {
        using var work = context.Open(parsed);
        var trials = new List<DropTrial>();
        var isJson = context.Options.Json(parsed);
        foreach (var (drop, folder) in Choose(work, name, recipient))
        {
            var trial = await DropTrials.OfAsync(work.Drop(drop), folder, cancellation).ConfigureAwait(false);
            trials.Add(trial);
            if (!isJson)
            {
                DropTrialReport.Write(context, trial);
            }
        }

        if (isJson)
        {
            DropTrialReport.WriteJson(context, trials);
        }
        else
        {
            DropTrialReport.WriteSum(context, trials);
        }

        return ExitCodes.NumberOf(KindOf(trials));
    }

    /// <summary>That of the first failure that stays; else that of one that may pass; none when nothing failed.</summary>
    private static FailureKind KindOf(IReadOnlyList<DropTrial> trials)
    {
        var kinds = trials.Select(trial => trial.Failure?.Kind).OfType<FailureKind>().ToList();
        return kinds.Count == 0 ? FailureKind.None : kinds.Find(kind => kind != FailureKind.Transient) is var stays and not FailureKind.None
            ? stays
            : FailureKind.Transient;
    }

    /// <exception cref="MuutostietoException">Usage: the settings have no such drop, or nothing says for which recipient.</exception>
    private static List<(string Drop, string Recipient)> Choose(Installation work, string? name, string? recipient)
    {
        var today = HelsinkiTime.Today(work.Clock);
        var known = work.Configuration.Settings.Drops.Keys.Order(StringComparer.Ordinal).ToList();
        if (name is not null && !known.Contains(name))
        {
            throw new MuutostietoException(
                FailureKind.Usage,
                $"drop \"{name}\": the settings have none of this name. {Suggestion.For(name, known)}Choose one of "
                    + $"{string.Join(", ", known)}.");
        }

        if (recipient is not null && (recipient.Length == 0 || recipient[0] == '.' || recipient.AsSpan().ContainsAny('/', '\\')))
        {
            throw new MuutostietoException(
                FailureKind.Usage,
                $"--recipient: \"{recipient}\" is no name of a folder. Write one recipient's, as its permits do.");
        }

        var chosen = (name is null ? known : [name])
            .SelectMany(drop => (recipient is null
                    ? DropTrials.RecipientsOf(drop, work.Configuration.Permits, today)
                    : [recipient])
                .Select(folder => (drop, folder)))
            .ToList();
        return chosen.Count > 0
            ? chosen
            : throw new MuutostietoException(
                FailureKind.Usage,
                (name is null ? "No permit uses a drop." : $"drop \"{name}\": no permit uses it.")
                    + " Name the folder of a recipient with --recipient.");
    }
}
