using System.CommandLine;
using System.Globalization;
using Muutostieto.Cli.CommandLine;
using Muutostieto.Hosting;
using Muutostieto.Records;
using Muutostieto.Records.Dates;

namespace Muutostieto.Cli.Drafts;

/// <summary>What every new permit says, whichever its channel: who is granted what, by which decision.</summary>
internal sealed class GrantOptions
{
    private readonly Option<string?> recipient =
        New("--recipient", "NAME", "The grantee, and its folder in the drop: kainuun-hyvinvointialue");
    private readonly Option<string?> decision = New("--decision", "NUMBER", "The decision that grants it: DVV/1234/2026");
    private readonly Option<string?> customer = New("--customer-number", "NUMBER", "Begins the names of files");
    private readonly Option<string?> register =
        New("--register-name", "NAME", "The recipient's register, part of the names of files: KAIREK");
    private readonly Option<string[]> county = Many("--county", "CODE", "The residents of a county, two digits");
    private readonly Option<string[]> municipality =
        Many("--municipality", "CODE", "The residents of a municipality, three digits; may be given again");
    private readonly Option<bool> list = new("--list")
    {
        Description = "The persons of a list that the recipient maintains, wherever they live",
    };
    private readonly Option<string?> product = New("--product", "ID", "Which groups and fields; a file of the configuration's products");
    private readonly Option<string> right = new("--right")
    {
        Description = "What it may know of persons under a non-disclosure order: none, 37 (the right of 37 §), or order-only for lists",
        HelpName = "RIGHT",
        DefaultValueFactory = _ => "none",
    };
    private readonly Option<string?> validFrom = New("--valid-from", "YYYY-MM-DD", "First day; today when left out");
    private readonly Option<string?> validTo = New("--valid-to", "YYYY-MM-DD", "Last day; until further notice when left out");

    internal void AddTo(Command command)
    {
        foreach (var option in new Option[]
            { recipient, decision, customer, register, county, municipality, list, product, right, validFrom, validTo })
        {
            command.Add(option);
        }
    }

    /// <summary>First day of validity.</summary>
    /// <exception cref="MuutostietoException">Usage: it is no day.</exception>
    internal DateOnly FirstDay(ParseResult parsed, TimeProvider clock) =>
        parsed.GetValue(validFrom) is { } text ? Day("--valid-from", text) : HelsinkiTime.Today(clock);

    /// <summary>Begins the text of a permit.</summary>
    /// <exception cref="MuutostietoException">Usage: an option cannot be meant.</exception>
    internal DraftText Begin(CommandContext context, ParseResult parsed, Installation work, string head, string id, Questions questions)
    {
        var clock = context.Options.Clock(parsed, context.SystemClock);
        var grantee = questions.Of(parsed.GetValue(recipient), "--recipient NAME", "Recipient, the name of its folder in the drop");
        var by = questions.Of(parsed.GetValue(decision), "--decision NUMBER", "Number of the decision");
        var number = questions.Of(parsed.GetValue(customer), "--customer-number NUMBER", "Customer number");
        var name = questions.Of(parsed.GetValue(register), "--register-name NAME", "Name of the recipient's register, in capital letters");
        var area = AreaOf(parsed, questions);
        var products = ProductsOf(work);
        var content = questions.Of(
            parsed.GetValue(product), "--product ID", $"Product ({string.Join(", ", products)})", products.Count == 1 ? products[0] : null);
        questions.Require();
        var first = FirstDay(parsed, clock);
        var last = parsed.GetValue(validTo) is { } text ? Iso(Day("--valid-to", text)) : null;
        return new DraftText(head, "permit.schema.json")
            .Text("id", id)
            .Text("recipient", grantee, "The grantee; the name of its folder in the drop.")
            .Text("decision", by, "The decision that grants it, and its first and last day; null: until further notice.")
            .Text("validFrom", Iso(first))
            .Text("validTo", last)
            .Text("customerNumber", number, "Both are in the names of files, and together belong to this permit alone.")
            .Text("registerName", name)
            .Raw("area", area, "Whose data: { \"county\": \"20\" }, { \"municipalities\": [\"205\"] }, or { \"list\": true }.")
            .Text("product", content, "Which groups and fields: a file in products.")
            .Raw(
                "nonDisclosureRight",
                RightOf(parsed.GetValue(right)!),
                "true: the right of 37 § of law 661/2009; persons under a non-disclosure order are in the data, without where they live.\n"
                    + "false: they are not. \"order-only\", for lists: it learns of the order alone.");
    }

    internal static DateOnly Day(string option, string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : throw new MuutostietoException(FailureKind.Usage, $"{option}: \"{text}\" is no day; expected as 2026-01-31.");

    internal static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    internal static Option<string?> New(string name, string value, string description) =>
        new(name) { Description = description, HelpName = value };

    internal static Option<string[]> Many(string name, string value, string description) =>
        new(name) { Description = description, HelpName = value, DefaultValueFactory = _ => [] };

    private string AreaOf(ParseResult parsed, Questions questions)
    {
        var (counties, places, isList) = (parsed.GetValue(county)!, parsed.GetValue(municipality)!, parsed.GetValue(list));
        if ((counties.Length > 0 ? 1 : 0) + (places.Length > 0 ? 1 : 0) + (isList ? 1 : 0) > 1 || counties.Length > 1)
        {
            throw new MuutostietoException(
                FailureKind.Usage,
                "--county, --municipality, --list: a permit has one area. Give one county, municipalities, or the list.");
        }

        if (isList)
        {
            return "{ \"list\": true }";
        }

        if (places.Length > 0)
        {
            return $"{{ \"municipalities\": [{string.Join(", ", places.Select(DraftText.Quoted))}] }}";
        }

        if (counties.Length > 0)
        {
            return CountyOf(counties[0]);
        }

        var answer = questions.Of(
            null,
            "--county CODE, --municipality CODE or --list",
            "County, two digits; or municipalities, three digits each; or \"list\"");
        var codes = answer.Split((char[])[' ', ','], StringSplitOptions.RemoveEmptyEntries);
        return answer == "list" ? "{ \"list\": true }"
            : codes is [{ Length: 2 }] ? CountyOf(codes[0])
            : $"{{ \"municipalities\": [{string.Join(", ", codes.Select(DraftText.Quoted))}] }}";
    }

    private static string CountyOf(string code) => $"{{ \"county\": {DraftText.Quoted(code)} }}";

    private static string RightOf(string word) => word switch
    {
        "none" => "false",
        "37" => "true",
        "order-only" => "\"order-only\"",
        _ => throw new MuutostietoException(FailureKind.Usage, $"--right: \"{word}\" is none; expected none, 37 or order-only."),
    };

    private static List<string> ProductsOf(Installation work) =>
    [
        .. work.Configuration.Products.Keys.Order(StringComparer.Ordinal),
    ];
}
