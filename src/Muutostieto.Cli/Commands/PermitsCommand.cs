using System.CommandLine;
using Muutostieto.Cli.CommandLine;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Records.Dates;

namespace Muutostieto.Cli.Commands;

/// <summary><c>permits list | check</c>.</summary>
internal static class PermitsCommand
{
    internal static Command Create(CommandContext context)
    {
        var list = new Command("list", "Show the permits");
        list.SetAction(parsed => List(context, parsed));
        var check = new Command("check", "Report every fault of the permits and what they refer to, with file, line and remedy");
        check.SetAction((parsed, cancellation) => ConfigurationCheck.RunAsync(context, parsed, triesDrops: false, cancellation));
        return new Command("permits", "Who may receive what") { list, check, PermitsNewCommand.Create(context) };
    }

    private static int List(CommandContext context, ParseResult parsed)
    {
        using var work = context.Open(parsed);
        var today = HelsinkiTime.Today(work.Clock);
        if (context.Options.Json(parsed))
        {
            JsonOutput.Write(context.Terminal.Out, writer =>
            {
                writer.WriteStartArray();
                foreach (var permit in work.Configuration.Permits)
                {
                    writer.WriteStartObject();
                    writer.WriteString("id", permit.Id);
                    writer.WriteString("recipient", permit.Recipient);
                    writer.WriteString("product", permit.Product);
                    writer.WriteString("validFrom", permit.ValidFrom.ToString("O", System.Globalization.CultureInfo.InvariantCulture));
                    writer.WriteString("validTo", permit.ValidTo?.ToString("O", System.Globalization.CultureInfo.InvariantCulture));
                    writer.WriteBoolean("validToday", permit.IsValidOn(today));
                    writer.WriteBoolean("list", permit.Area.IsList);
                    writer.WriteBoolean("nonDisclosureRight", permit.NonDisclosureRight == NonDisclosureRight.Section37);
                    writer.WriteBoolean("orderOnly", permit.NonDisclosureRight == NonDisclosureRight.OrderOnly);
                    writer.WriteString("drop", permit.Handover?.Drop);
                    writer.WriteStartArray("channels");
                    foreach (var channel in Channels(permit))
                    {
                        writer.WriteStringValue(channel);
                    }

                    writer.WriteEndArray();
                    writer.WriteString("user", permit.Interface?.User);
                    writer.WriteEndObject();
                }

                writer.WriteEndArray();
            });
            return (int)ExitCode.Done;
        }

        foreach (var permit in work.Configuration.Permits)
        {
            var area = permit.Area switch
            {
                CountyArea place => $"county {place.County}",
                MunicipalityArea places => $"{places.Municipalities.Count} municipalities",
                CountryArea => "country",
                _ => "list",
            };
            var state =
                permit.IsValidOn(today) ? "valid"
                : permit.HasEndedBy(today) ? "ended"
                : "not yet valid";
            context.Terminal.Out.WriteLine(
                $"{permit.Id,-24} {state,-13} {permit.Product,-10} {area,-18} {Words(permit.NonDisclosureRight),-14} "
                    + Way(permit));
        }

        return (int)ExitCode.Done;
    }

    /// <summary>The drop, the interface's user, or both.</summary>
    private static string Way(Permit permit) =>
        string.Join(
            ", ",
            new[] { permit.Handover?.Drop, permit.Interface is { } channel ? $"interface {channel.User}" : null }
                .Where(way => way is not null));

    private static IEnumerable<string> Channels(Permit permit)
    {
        if (permit.Files is not null)
        {
            yield return "files";
        }

        if (permit.Interface is not null)
        {
            yield return "interface";
        }

        if (permit.Orders is not null)
        {
            yield return "orders";
        }
    }

    private static string Words(NonDisclosureRight right) => right switch
    {
        NonDisclosureRight.Section37 => "37 § right",
        NonDisclosureRight.OrderOnly => "orders only",
        _ => "no 37 § right",
    };
}
