using System.CommandLine;
using System.Globalization;
using Muutostieto.Cli.CommandLine;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Hosting;
using Muutostieto.Records;

namespace Muutostieto.Cli.Commands;

/// <summary><c>deliveries list</c>: the ledger, or those of it that are asked for.</summary>
internal static class DeliveriesList
{
    internal static Command Create(CommandContext context)
    {
        var permit = new Option<string?>("--permit") { Description = "Only deliveries of this permit", HelpName = "PERMIT" };
        var state = new Option<string?>("--state")
        {
            Description =
                $"Only deliveries in this state: {string.Join(", ", Enum.GetValues<DeliveryState>().Select(each => each.WireName()))}",
            HelpName = "STATE",
        };
        var since = new Option<DateOnly?>("--since")
        {
            Description = "Only deliveries that were planned for this day or later: 2026-01-05",
            HelpName = "DAY",
            CustomParser = result =>
            {
                var text = result.Tokens[0].Value;
                if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
                {
                    return day;
                }

                result.AddError($"--since: \"{text}\" is no day, expected one such as 2026-01-05.");
                return null;
            },
        };
        var limit = new Option<int?>("--limit") { Description = "At most so many, the newest of them", HelpName = "N" };
        limit.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !(int.TryParse(token.Value, out var number) && number > 0))
            {
                result.AddError($"--limit: \"{token.Value}\" is not a number from 1.");
            }
        });
        var list = new Command("list", "Show the deliveries ever planned, the newest last") { permit, state, since, limit };
        list.SetAction(parsed => List(
            context,
            parsed,
            new DeliveryFilter(parsed.GetValue(permit), State: StateOf(parsed.GetValue(state))),
            parsed.GetValue(since),
            parsed.GetValue(limit)));
        return list;
    }

    private static DeliveryState? StateOf(string? name)
    {
        if (name is null)
        {
            return null;
        }

        var names = Enum.GetValues<DeliveryState>().ToDictionary(state => state.WireName(), StringComparer.OrdinalIgnoreCase);
        return names.TryGetValue(name, out var state)
            ? state
            : throw new MuutostietoException(
                FailureKind.Usage,
                $"--state: there is no \"{name}\". {Suggestion.For(name, names.Keys)}There are: {string.Join(", ", names.Keys)}.");
    }

    private static int List(CommandContext context, ParseResult parsed, DeliveryFilter filter, DateOnly? since, int? limit)
    {
        using var work = context.Open(parsed);
        var from = since is { } day ? Records.Dates.HelsinkiTime.At(day, TimeOnly.MinValue) : DateTimeOffset.MinValue;
        var found = (work.LedgerIfAny?.List(filter) ?? []).Where(delivery => delivery.Planned >= from).ToList();
        var deliveries = limit is { } most ? found.TakeLast(most).ToList() : found;
        if (context.Options.Json(parsed))
        {
            context.Terminal.Out.WriteLine(DeliverySummary.ToJson(deliveries));
            return (int)ExitCode.Done;
        }

        if (deliveries.Count == 0)
        {
            var isAny = work.LedgerIfAny is { } ledger && ledger.List().Count > 0;
            context.Terminal.Error.WriteLine(isAny ? "No deliveries of that kind." : "No deliveries yet.");
            return (int)ExitCode.Done;
        }

        var table = new ListTable("ID ", "DELIVERY", "STATE", "PLANNED", "PUBLISHED", "CONTENT ", "SIZE ", "NOTE");
        foreach (var delivery in deliveries)
        {
            table.Add(
                delivery.Id.ToString(CultureInfo.InvariantCulture),
                string.Create(CultureInfo.InvariantCulture, $"{delivery.Permit}/{delivery.Kind.WireName()}/{delivery.Number}"),
                delivery.State.WireName(),
                Figures.Time(delivery.Planned),
                delivery.Published is { } published ? Figures.Time(published) : "-",
                $"{Figures.Count(delivery.Counts.Persons)} {DeliveryUnits.Many(delivery)}",
                Figures.Bytes(delivery.Files.Sum(file => file.Bytes)),
                Refusal(delivery));
        }

        table.Write(context.Terminal);
        if (deliveries.Count < found.Count)
        {
            context.Terminal.Error.WriteLine($"{Figures.Count(found.Count - deliveries.Count)} older ones are not shown.");
        }

        return (int)ExitCode.Done;
    }

    private static string Refusal(Delivery delivery) => delivery.OpenRefusal?.Source switch
    {
        null => "",
        ReceiptSource.Unclear => "receipt unclear",
        _ => "refused",
    };
}
