using Muutostieto.Disclosure.Permits;
using Muutostieto.Disclosure.Purposes;
using Muutostieto.SelfService.Applications;
using Muutostieto.SelfService.Orders;
using Muutostieto.Server.SelfService.Pages;
using Muutostieto.Server.SelfService.Words;
using Muutostieto.Server.Words;

namespace Muutostieto.Server.SelfService.Customers;

/// <summary>The fields of an order in words: what can be chosen, what was, and where a fault belongs.</summary>
internal sealed class OrderLabels(OrderWords own, MatterWords words, SiteWords site, OrderChoices choices)
{
    private static readonly string[] SexCodes = ["1", "2"];

    /// <summary>The fields in the order of the page.</summary>
    internal static string[] Order { get; } =
    [
        "title", "permit", "purpose", "target", "ageFrom", "ageTo", "sexes", "municipalities", "postalCodes", "motherTongues", "sampleSize",
        "package", "groups", "formats", "message", "json",
    ];

    private IEnumerable<OrdersChannel> Channels => choices.Permits.Select(permit => permit.Orders!);

    internal IReadOnlyList<FieldOption> Permits => [.. choices.Permits.Select(permit => new FieldOption(permit.Id, permit.Id))];

    internal IReadOnlyList<FieldOption> Purposes =>
    [
        .. Channels.SelectMany(channel => channel.Purposes).Distinct().Order()
            .Select(purpose => PurposeNames.Of(purpose)).Select(name => new FieldOption(name, words.PurposeOf(name))),
    ];

    internal IReadOnlyList<FieldOption> Targets =>
    [
        .. Channels.SelectMany(channel => channel.Targets).Distinct().Order()
            .Select(target => OrderTargetNames.Of(target)).Select(name => new FieldOption(name, words.TargetOf(name))),
    ];

    internal IReadOnlyList<FieldOption> Sexes => [.. SexCodes.Select(code => new FieldOption(code, own.SexOf(code)))];

    internal IReadOnlyList<FieldOption> Packages => [.. choices.Packages.Select(package => new FieldOption(package.Id, NameOf(package)))];

    internal IReadOnlyList<FieldOption> Groups =>
    [
        .. Channels.SelectMany(channel => channel.Groups).Select(group => group.Group).Distinct().Order(StringComparer.Ordinal)
            .Select(code => new FieldOption(code, GroupOf(code))),
    ];

    internal IReadOnlyList<FieldOption> Formats =>
    [
        .. Channels.SelectMany(channel => channel.Formats).Distinct().Order()
            .Select(format => DeliveryFormatNames.Of(format)).Select(name => new FieldOption(name, words.FormatOf(name))),
    ];

    /// <summary>What an order says: label and value each, without what is empty.</summary>
    internal IReadOnlyList<(string Label, string Value)> FactsOf(OrderContent content)
    {
        var where = content.Where;
        (string Label, string? Value)[] ofFields = content.IsJson
            ? [(own.Json, content.Json)]
            :
            [
                (own.Purpose, content.Purpose is { } purpose ? words.PurposeOf(purpose) : null),
                (own.Target, words.TargetOf(content.Target)),
                (own.AgeFrom, where.AgeFrom is { } from ? site.Count(from) : null),
                (own.AgeTo, where.AgeTo is { } to ? site.Count(to) : null),
                (own.Sexes, CodeText.Of(where.Sexes.Select(own.SexOf))),
                (own.Municipalities, CodeText.Of(where.Municipalities, choices.Directory, site.Code)),
                (own.PostalCodes, CodeText.Of(where.PostalCodes)),
                (own.MotherTongues, CodeText.Of(where.MotherTongues)),
                (own.Package, content.Package is { } id ? NameOf(id) : null),
                (own.Groups, content.Package is null ? string.Join('\n', content.Groups.Select(GroupOf)) : null),
                (own.SampleSize, content.SampleSize is { } size ? site.Count(size) : null),
                (own.Formats, CodeText.Of(content.Formats.Select(words.FormatOf))),
            ];
        (string Label, string? Value)[] all =
            [(own.Title, content.Title), (own.Permit, content.Permit), .. ofFields, (own.Message, content.Message)];
        return [.. all.Where(each => !string.IsNullOrEmpty(each.Value)).Select(each => (each.Label, each.Value!))];
    }

    /// <summary>The field in which a fault belongs, with its label.</summary>
    internal (string Name, string Label) FieldOf(FieldFault fault) => fault.Field switch
    {
        "permit" => ("permit", own.Permit),
        "message" => ("message", own.Message),
        "purpose" => ("purpose", own.Purpose),
        "target" => ("target", own.Target),
        "where" => ("ageFrom", own.Who),
        "ageFrom" => ("ageFrom", own.AgeFrom),
        "ageTo" => ("ageTo", own.AgeTo),
        "where.sexes" => ("sexes", own.Sexes),
        "where.municipalities" => ("municipalities", own.Municipalities),
        "where.postalCodes" => ("postalCodes", own.PostalCodes),
        "where.motherTongues" => ("motherTongues", own.MotherTongues),
        "package" => ("package", own.Package),
        "groups" => ("groups", own.Groups),
        "sampleSize" => ("sampleSize", own.SampleSize),
        "formats" => ("formats", own.Formats),
        "json" => ("json", own.Json),
        "title" => ("title", own.Title),
        _ => ("title", own.Task),
    };

    private string GroupOf(string code) => $"{code} {choices.GroupNames.Of(code, site.Code)}";

    private string NameOf(PackageChoice package) => $"{(site.Code == "en" ? package.En : package.Fi)} ({package.Id})";

    private string NameOf(string package) =>
        choices.Packages.FirstOrDefault(each => each.Id == package) is { } known ? NameOf(known) : package;
}
