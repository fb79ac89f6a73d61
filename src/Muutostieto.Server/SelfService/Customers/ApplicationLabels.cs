using Muutostieto.Disclosure.Permits;
using Muutostieto.SelfService.Applications;
using Muutostieto.Server.SelfService.Pages;
using Muutostieto.Server.SelfService.Words;
using Muutostieto.Server.Words;

namespace Muutostieto.Server.SelfService.Customers;

/// <summary>The fields of an application in words: what can be chosen, what was, and where a fault belongs.</summary>
internal sealed class ApplicationLabels(ApplicationWords own, MatterWords words, SiteWords site, ApplicationChoices choices)
{
    private static readonly string[] Days = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

    /// <summary>The fields in the order of the page.</summary>
    internal static string[] Order { get; } =
    [
        "register", "purposes", "legalGround", "area", ApplicationForm.AreaMunicipalities, ApplicationForm.AreaCounty, "targets", "groups",
        "formats", "product", "rhythm", ApplicationForm.RhythmTime, ApplicationForm.RhythmFrom, ApplicationForm.FileFormats,
        .. Enum.GetValues<DataProtectionQuestion>().Select(ApplicationForm.FieldOf), "statementText", "contact.name", "contact.email",
        "contact.phone", "validFrom", "validTo",
    ];

    internal IReadOnlyList<FieldOption> Purposes => [.. choices.Purposes.Select(name => new FieldOption(name, words.PurposeOf(name)))];

    internal IReadOnlyList<FieldOption> Areas =>
        [.. Enum.GetValues<AreaKind>().Select(kind => new FieldOption($"{kind}", own.AreaOf(kind)))];

    internal IReadOnlyList<FieldOption> Counties =>
        [.. choices.Directory.Counties.Select(county => new FieldOption(county.Code, NameOf(county)))];

    internal IReadOnlyList<FieldOption> Ways =>
        [new(ApplicationForm.OfOrders, own.WayOrders), new(ApplicationForm.OfChanges, own.WayChanges)];

    internal IReadOnlyList<FieldOption> Targets => [.. choices.Targets.Select(name => new FieldOption(name, words.TargetOf(name)))];

    internal IReadOnlyList<FieldOption> Groups => [.. choices.Groups.Select(code => new FieldOption(code, GroupOf(code)))];

    internal IReadOnlyList<FieldOption> Formats => [.. choices.Formats.Select(name => new FieldOption(name, words.FormatOf(name)))];

    internal IReadOnlyList<FieldOption> FileFormats =>
        [.. DeliveryFormatNames.OfFiles.Select(name => new FieldOption(name, words.FormatOf(name)))];

    internal IReadOnlyList<FieldOption> Products =>
        [.. choices.Products.Select(product => new FieldOption(product.Id, site.Code == "en" ? product.En : product.Fi))];

    internal IReadOnlyList<FieldOption> Rhythms =>
    [
        new("FREQ=DAILY", own.RhythmDaily),
        new("FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR", own.RhythmWorkdays),
        .. Days.Index().Take(5).Select(day => new FieldOption($"FREQ=WEEKLY;BYDAY={day.Item}", own.WeeklyOn(DayOf(day.Index)))),
        .. Days.Index().Take(5)
            .Select(day => new FieldOption($"FREQ=WEEKLY;INTERVAL=2;BYDAY={day.Item}", own.BiweeklyOn(DayOf(day.Index)))),
    ];

    internal IReadOnlyList<FieldOption> Answers => [new("yes", own.Yes), new("no", own.No)];

    /// <summary>What an application says: label and value each, without what is empty.</summary>
    internal IReadOnlyList<(string Label, string Value)> FactsOf(ApplicationContent content)
    {
        (string Label, string? Value)[] all =
        [
            (own.Register, content.Register),
            (own.Purposes, Joined(content.Purposes.Select(words.PurposeOf))),
            (own.LegalGround, content.LegalGround),
            (own.Area, AreaOf(content.Area)),
            (own.Way, content.IsOfChanges ? own.WayChanges : own.WayOrders),
            (own.Product, Products.FirstOrDefault(product => product.Value == content.Product)?.Label ?? content.Product),
            (own.Rhythm, content.Rhythm is { } rhythm ? RhythmOf(rhythm) : null),
            (own.Targets, Joined(content.Targets.Select(words.TargetOf))),
            (own.Groups, Lines(content.Groups.Select(GroupOf))),
            (own.Formats, Joined(content.Formats.Select(words.FormatOf))),
            .. Enum.GetValues<DataProtectionQuestion>().Where(content.Statement.ContainsKey)
                .Select(question => (own.QuestionOf(question), content.Statement[question] ? own.Yes : own.No)),
            (own.StatementText, content.StatementText),
            (own.Contact, Lines([content.Contact.Name, content.Contact.Email, content.Contact.Phone])),
            (own.ValidFrom, content.ValidFrom is { } from ? FieldText.Of(from) : null),
            (own.ValidTo, content.ValidTo is { } to ? FieldText.Of(to) : null),
        ];
        return [.. all.Where(each => !string.IsNullOrEmpty(each.Value)).Select(each => (each.Label, each.Value!))];
    }

    /// <summary>The faults as the form has fields: the statement has one a question.</summary>
    internal static IEnumerable<FieldFault> PerField(IEnumerable<FieldFault> faults, ApplicationContent content) => faults.SelectMany(
        fault => fault.Field != "statement"
            ? [fault]
            : Enum.GetValues<DataProtectionQuestion>().Where(question => !content.Statement.ContainsKey(question))
                .Select(question => fault with { Field = ApplicationForm.FieldOf(question) }));

    /// <summary>The field in which a fault belongs, with its label.</summary>
    internal (string Name, string Label) FieldOf(FieldFault fault, ApplicationContent content) => fault.Field switch
    {
        "purposes" => ("purposes", own.Purposes),
        "legalGround" => ("legalGround", own.LegalGround),
        "area" when fault.Problem != FieldProblem.Contradicts && content.Area.Kind == AreaKind.Municipalities =>
            (ApplicationForm.AreaMunicipalities, own.AreaMunicipalities),
        "area" when fault.Problem != FieldProblem.Contradicts && content.Area.Kind == AreaKind.County =>
            (ApplicationForm.AreaCounty, own.AreaCounty),
        "area" => ("area", own.Area),
        "product" => ("product", own.Product),
        "groups" => ("groups", own.Groups),
        "targets" => ("targets", own.Targets),
        "rhythm" => ("rhythm", own.Rhythm),
        ApplicationForm.RhythmTime => (ApplicationForm.RhythmTime, own.RhythmTime),
        ApplicationForm.RhythmFrom => (ApplicationForm.RhythmFrom, own.RhythmFrom),
        "formats" => (content.IsOfChanges ? ApplicationForm.FileFormats : "formats", own.Formats),
        "statementText" => ("statementText", own.StatementText),
        "contact.name" => ("contact.name", own.ContactName),
        "contact.email" => ("contact.email", own.ContactEmail),
        "contact.phone" => ("contact.phone", own.ContactPhone),
        "validFrom" => ("validFrom", own.ValidFrom),
        "validTo" => ("validTo", own.ValidTo),
        _ => Enum.GetValues<DataProtectionQuestion>().Where(question => ApplicationForm.FieldOf(question) == fault.Field)
            .Select(question => (fault.Field, own.QuestionOf(question))).FirstOrDefault(("register", own.Register)),
    };

    private static string Joined(IEnumerable<string> texts) => string.Join(", ", texts);

    private static string Lines(IEnumerable<string?> texts) => string.Join('\n', texts.OfType<string>());

    private string AreaOf(ApplicationArea area) => area.Kind switch
    {
        AreaKind.Municipalities when area.Codes.Count > 0 => CodeText.Of(area.Codes, choices.Directory, site.Code),
        AreaKind.County when area.Codes is [var code, ..] => choices.Directory.County(code) is { } county ? NameOf(county) : code,
        _ => own.AreaOf(area.Kind),
    };

    private string RhythmOf(RhythmWish rhythm) =>
        $"{Rhythms.FirstOrDefault(each => each.Value == rhythm.Rule)?.Label ?? rhythm.Rule}, "
            + $"{FieldText.Of(rhythm.Time)}, {FieldText.Of(rhythm.From)}";

    private string DayOf(int index) => site.Weekdays.Split(' ')[index];

    private string GroupOf(string code) => $"{code} {choices.GroupNames.Of(code, site.Code)}";

    private string NameOf(County county) => site.Code == "sv" ? county.Sv : county.Fi;
}
