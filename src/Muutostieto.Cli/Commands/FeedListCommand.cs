using System.CommandLine;
using Muutostieto.Cli.CommandLine;
using Muutostieto.Hosting;
using Muutostieto.Hosting.Runs;
using Muutostieto.Records;
using Muutostieto.Records.Identity;
using Muutostieto.Records.Lists;

namespace Muutostieto.Cli.Commands;

/// <summary><c>feed list add | remove | import</c>: whose data are fetched, where that is a list of identity codes.</summary>
internal static class FeedListCommand
{
    internal static Command Create(CommandContext context) =>
        new("list", "The identity codes that the source is asked for, where Feed has \"list\": true")
        {
            ChangeCommand(context, "add", "Add persons. After the next load they are fetched", isAdded: true),
            ChangeCommand(
                context,
                "remove",
                "Take persons off. Nothing is fetched of them any more: where they live is withheld from then on",
                isAdded: false),
            ImportCommand(context),
        };

    private static Command ChangeCommand(CommandContext context, string name, string description, bool isAdded)
    {
        var codes = new Argument<string[]>("CODE") { Description = "Identity codes", Arity = ArgumentArity.OneOrMore };
        var command = new Command(name, description) { codes };
        command.SetAction(parsed =>
        {
            var given = parsed.GetValue(codes)!;
            foreach (var (at, code) in given.Index())
            {
                if (!PersonalIdentityCode.TryParse(code, out _))
                {
                    throw new MuutostietoException(
                        FailureKind.Usage, $"CODE {at + 1}: no valid identity code; expected 11 characters. The list is unchanged.");
                }
            }

            return Change(context, parsed, [.. given.Select(code => (code, isAdded))]);
        });
        return command;
    }

    private static Command ImportCommand(CommandContext context)
    {
        var file = new Argument<string>("FILE") { Description = "A list file (.HTT), or a file with one identity code on each line" };
        var command = new Command("import", "Add and remove the persons of a file. A line that is no identity code stops everything")
        {
            file,
        };
        command.SetAction(parsed =>
        {
            using var work = context.Open(parsed);
            return Change(context, parsed, Read(work, parsed.GetValue(file)!));
        });
        return command;
    }

    private static int Change(CommandContext context, ParseResult parsed, IReadOnlyCollection<(string Code, bool IsAdded)> changes)
    {
        using var work = context.OpenToWrite(parsed);
        var changed = new FeedStep(work, reason => context.Terminal.Error.WriteLine($"muutostieto: {reason}")).ChangeList(changes);
        var count = work.Register.SourceCodes().Count;
        if (context.Options.Json(parsed))
        {
            JsonOutput.Write(context.Terminal.Out, json =>
            {
                json.WriteStartObject();
                json.WriteNumber("changed", changed);
                json.WriteNumber("listed", count);
                json.WriteEndObject();
            });
        }
        else
        {
            context.Terminal.Out.WriteLine($"{Figures.Count(changed, "code")} changed, {Figures.Count(count)} on the list.");
        }

        return (int)ExitCode.Done;
    }

    private static List<(string Code, bool IsAdded)> Read(Installation work, string path)
    {
        byte[] content;
        try
        {
            content = work.Disk.Files.File.ReadAllBytes(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new MuutostietoException(
                FailureKind.Usage, $"{path}: the file cannot be read ({failure.GetType().Name}). The list is unchanged.", failure);
        }

        return Path.GetExtension(path).Equals(".HTT", StringComparison.OrdinalIgnoreCase)
            ? OfListFile(path, IdentityCodeList.Read(content))
            : OfLines(path, content);
    }

    private static List<(string Code, bool IsAdded)> OfListFile(string path, IdentityCodeList list) =>
        list.Fault is { } fault ? throw Refused(path, fault)
        : list.Refused.Count > 0 ? throw Refused(path, $"{Figures.Count(list.Refused.Count, "line")} cannot be read")
        : [.. list.Lines.Select(line => (line.Code.ToString(), line.IsAdded))];

    private static List<(string Code, bool IsAdded)> OfLines(string path, byte[] content)
    {
        var codes = new List<(string Code, bool IsAdded)>();
        using var reader = new StreamReader(new MemoryStream(content));
        for (var number = 1; reader.ReadLine() is { } line; number++)
        {
            if (line.Trim() is { Length: > 0 } code)
            {
                codes.Add(
                    PersonalIdentityCode.TryParse(code, out _)
                        ? (code, true)
                        : throw Refused(path, $"line {number}: no valid identity code"));
            }
        }

        return codes;
    }

    private static MuutostietoException Refused(string path, string why) =>
        new(FailureKind.Usage, $"{path}: {why}. The list is unchanged. Expected one identity code on each line, or a list file (.HTT).");
}
