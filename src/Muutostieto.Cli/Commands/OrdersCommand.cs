using System.CommandLine;
using System.Globalization;
using Muutostieto.Cli.CommandLine;
using Muutostieto.Cli.Drafts;

namespace Muutostieto.Cli.Commands;

/// <summary><c>orders new</c>: an order of an extract, from options or answers.</summary>
internal static class OrdersCommand
{
    internal static Command Create(CommandContext context)
    {
        var id = DraftFile.IdArgument("Of the order, and the name of its file");
        var permit = GrantOptions.New("--permit", "ID", "The permit, which has \"orders\"");
        var purpose = GrantOptions.New("--purpose", "PURPOSE", "What the data is for: one of the permit's purposes");
        var target = new Option<string>("--target")
        {
            Description = "What the rows are: persons, buildings or dwellings",
            HelpName = "TARGET",
            DefaultValueFactory = _ => "persons",
        };
        var package = GrantOptions.New("--package", "ID", "The content: a file of the configuration's packages");
        var group = GrantOptions.Many("--group", "CODE", "The content without a package: a group, three digits; may be given again");
        var municipality = GrantOptions.Many("--municipality", "CODE", "Only there, three digits; may be given again");
        var size = new Option<int?>("--sample") { Description = "A random sample of so many; all who fit when left out", HelpName = "N" };
        var series = GrantOptions.New("--series", "NAME", "The series that draws the sample; \"keys series make\" makes its key");
        var format = GrantOptions.Many("--format", "FORM", "csv, jsonl, parquet, xlsx; may be given again. The permit's when left out");
        var create = new Command(
            "new",
            "Write the file of a new order, once the configuration was checked with it. Asks on a terminal for what is not given. Criteria "
                + "beyond municipalities are written into the file: docs/extracts.md")
        {
            id, permit, purpose, target, package, group, municipality, size, series, format,
        };
        create.SetAction(parsed =>
        {
            using var work = context.Open(parsed);
            _ = DraftFile.RequireNew(context, work, "orders", parsed.GetValue(id)!);
            var questions = new Questions(context.Terminal);
            var permits = work.Configuration.Permits.Where(each => each.Orders is not null).Select(each => each.Id).ToList();
            var of = questions.Of(
                parsed.GetValue(permit),
                "--permit ID",
                $"Permit ({string.Join(", ", permits)})",
                permits.Count == 1 ? permits[0] : null);
            var why = questions.Of(parsed.GetValue(purpose), "--purpose PURPOSE", "Purpose");
            var groups = parsed.GetValue(group)!;
            var named = groups.Length > 0 ? "" : questions.Of(parsed.GetValue(package), "--package ID or --group CODE", "Package");
            var content = groups.Length > 0
                ? $"{{ \"groups\": [{string.Join(", ", groups.Select(DraftText.Quoted))}] }}"
                : $"{{ \"package\": {DraftText.Quoted(named)} }}";
            var drawnBy = parsed.GetValue(size) is null
                ? null
                : questions.Of(parsed.GetValue(series), "--series NAME", "Series of samples");
            questions.Require();
            var text = new DraftText(
                    "An order of an extract. Criteria and what else it may have: schemas/order.schema.json, docs/extracts.md.",
                    "order.schema.json")
                .Text("id", parsed.GetValue(id))
                .Text("permit", of)
                .Text("purpose", why, "It decides which bans of disclosure keep a person out; one of the permit's.")
                .Text("target", parsed.GetValue(target));
            if (parsed.GetValue(municipality)! is { Length: > 0 } places)
            {
                text.Raw(
                    "where",
                    $"{{ \"municipality\": [{string.Join(", ", places.Select(DraftText.Quoted))}] }}",
                    "Who fits. \"all\", \"any\" and \"not\" combine criteria.");
            }

            text.Raw("content", content, "A package of packages/, or groups.");
            if (drawnBy is not null)
            {
                text.Raw(
                    "sample",
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{{ \"size\": {parsed.GetValue(size)}, \"series\": {DraftText.Quoted(drawnBy)} }}"),
                    "Drawn by the key of the series, without which it cannot be drawn again.");
            }

            if (parsed.GetValue(format)! is { Length: > 0 } formats)
            {
                text.Texts("formats", formats);
            }

            var path = DraftFile.Write(context, work, "orders", parsed.GetValue(id)!, text.ToString());
            return DraftReport.Write(
                context, parsed, path, $"Look first how many fit: muutostieto extract preview {parsed.GetValue(id)}");
        });
        return new Command("orders", "Orders of extracts") { create };
    }
}
