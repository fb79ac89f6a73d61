using System.CommandLine;
using Muutostieto.Cli.CommandLine;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Extracts.Sampling;
using Muutostieto.Hosting;
using Muutostieto.Hosting.Backups;
using Muutostieto.Records;

namespace Muutostieto.Cli.Commands;

/// <summary><c>keys series make | list | rotate | backup | restore</c>: the keys by which samples are drawn.</summary>
internal static class SeriesCommand
{
    internal static Command Create(CommandContext context)
    {
        var name = new Argument<string>("SERIES") { Description = "Name of the series: lowercase letters, digits and dashes" };
        var make = new Command(
            "make", "Make the key of a new series of samples. Back it up: without it no sample of the series can be drawn again") { name };
        make.SetAction(parsed => Make(context, parsed, parsed.GetValue(name)!));
        var list = new Command("list", "Show the series that have a key");
        list.SetAction(parsed => List(context, parsed));
        var of = new Argument<string>("SERIES") { Description = "Name of a series that has a key" };
        var rotate = new Command(
            "rotate",
            "Replace the key of a series: samples from then on are independent of those before, which can still be drawn again") { of };
        rotate.SetAction(parsed => Rotate(context, parsed, parsed.GetValue(of)!));
        var target = new Argument<string>("FOLDER") { Description = "A folder for the keys, made where it is not there" };
        var backup = new Command("backup", "Copy the keys of all series, those that were replaced too, into a folder") { target };
        backup.SetAction(parsed => Copy(context, parsed, parsed.GetValue(target)!, "copied to", (keys, to) => keys.BackUpTo(to)));
        var source = new Argument<string>("FOLDER") { Description = "A folder that backup has made" };
        var restore = new Command("restore", "Copy keys back from a backup; what is there stays") { source };
        restore.SetAction(parsed =>
            Copy(context, parsed, parsed.GetValue(source)!, "restored from", (keys, from) => keys.RestoreFrom(from)));
        return new Command("series", "The keys of series of samples") { make, list, rotate, backup, restore };
    }

    private static int Make(CommandContext context, ParseResult parsed, string name)
    {
        using var work = context.Open(parsed);
        work.Data.Require();
        if ((work.LedgerIfAny?.List(new DeliveryFilter(Kind: DeliveryKind.Extract)) ?? [])
            .FirstOrDefault(delivery => delivery.Terms.Value.Order?.Series?.Name == name) is { } drawn)
        {
            throw new MuutostietoException(
                FailureKind.Usage,
                $"series \"{name}\": {drawn.Title} was drawn by its key, and another key would draw other persons. Nothing was made. "
                    + "Restore the key from the backup, or choose another name.");
        }

        Show(context, parsed, work, [work.Series.Make(name).Name], "Back it up: without it no sample of the series can be drawn again.");
        return (int)ExitCode.Done;
    }

    private static int List(CommandContext context, ParseResult parsed)
    {
        using var work = context.Open(parsed);
        work.Data.Require();
        var names = work.Series.Names();
        Show(context, parsed, work, names, names.Count == 0 ? "No series has a key. Make one: keys series make SERIES." : null);
        return (int)ExitCode.Done;
    }

    private static int Rotate(CommandContext context, ParseResult parsed, string name)
    {
        using var work = context.Open(parsed);
        work.Data.Require();
        Show(
            context,
            parsed,
            work,
            [work.Series.Rotate(name).Name],
            "Samples are drawn by it from now on, also those of orders that are repeated. Back the keys up: keys series backup FOLDER.");
        return (int)ExitCode.Done;
    }

    private static int Copy(CommandContext context, ParseResult parsed, string folder, string done, Func<SeriesKeys, string, int> copy)
    {
        using var work = context.Open(parsed);
        work.Data.Require();
        RequireOutside(work, folder);
        var count = copy(work.Series, folder);
        if (context.Options.Json(parsed))
        {
            JsonOutput.Write(context.Terminal.Out, writer =>
            {
                writer.WriteStartObject();
                writer.WriteNumber("keys", count);
                writer.WriteString("folder", folder);
                writer.WriteEndObject();
            });
        }
        else
        {
            context.Terminal.Out.WriteLine($"{Figures.Count(count)} {(count == 1 ? "key" : "keys")} {done} {folder}");
        }

        return (int)ExitCode.Done;
    }

    /// <summary>In the data folder a copy would be lost with it, and in a drop it would be the recipients'.</summary>
    private static void RequireOutside(Installation work, string folder)
    {
        if (folder.Trim().Length == 0)
        {
            return;
        }

        if (CopyTarget.FolderAround(work, folder) is { } inside)
        {
            throw new MuutostietoException(
                FailureKind.Usage,
                $"{folder}: it lies in {Installation.Shown(inside)}. Nothing was copied: a copy there would be lost with the keys, or be "
                    + "in others' reach. Name a folder outside.");
        }
    }

    private static void Show(CommandContext context, ParseResult parsed, Installation work, IReadOnlyList<string> names, string? advice)
    {
        if (context.Options.Json(parsed))
        {
            JsonOutput.Write(context.Terminal.Out, writer =>
            {
                writer.WriteStartArray();
                foreach (var name in names)
                {
                    writer.WriteStartObject();
                    writer.WriteString("series", name);
                    writer.WriteString("keySha256", work.Series.Find(name).Hash);
                    writer.WriteEndObject();
                }

                writer.WriteEndArray();
            });
            return;
        }

        foreach (var name in names)
        {
            context.Terminal.Out.WriteLine($"{name,-24} SHA-256 {work.Series.Find(name).Hash}");
        }

        if (advice is not null)
        {
            context.Terminal.Out.WriteLine(advice);
        }
    }
}
