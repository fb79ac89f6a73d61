using Muutostieto.SelfService.Applications;
using Muutostieto.Server.SelfService.Http;
using Muutostieto.Server.SelfService.Pages;

namespace Muutostieto.Server.SelfService.Customers;

/// <summary>The fields of an application's form.</summary>
internal static class ApplicationForm
{
    internal const string AreaMunicipalities = "areaMunicipalities";
    internal const string AreaCounty = "areaCounty";
    internal const string Way = "way";
    internal const string OfOrders = "orders";
    internal const string OfChanges = "changes";
    internal const string FileFormats = "fileFormats";
    internal const string RhythmTime = "rhythmTime";
    internal const string RhythmFrom = "rhythmFrom";
    private const string Yes = "yes";
    private const string No = "no";

    /// <summary>The field of a question of the data protection statement.</summary>
    internal static string FieldOf(DataProtectionQuestion question) => $"statement.{question}";

    /// <summary>What a new application begins with.</summary>
    internal static FormModel Empty() => new FormModel().Set("area", nameof(AreaKind.Municipalities)).Set(Way, OfOrders)
        .Set(RhythmTime, FieldText.Of(new TimeOnly(2, 30)));

    /// <summary>What a form says.</summary>
    /// <returns>Its content, with what cannot be read as a day or time; such a thing is not in the content.</returns>
    internal static (ApplicationContent Content, IReadOnlyList<FieldFault> Faults) Read(SentForm form, ApplicationChoices choices)
    {
        var faults = new List<FieldFault>();
        var isOfChanges = form.Text(Way) == OfChanges;
        var kind = Enum.TryParse<AreaKind>(form.Text("area"), out var area) && Enum.IsDefined(area) ? area : AreaKind.Municipalities;
        var content = new ApplicationContent
        {
            Register = form.Text("register"),
            Purposes = form.All("purposes"),
            LegalGround = form.Text("legalGround"),
            Area = new ApplicationArea
            {
                Kind = kind,
                Codes = kind switch
                {
                    AreaKind.Municipalities => CodeText.Municipalities(form.Text(AreaMunicipalities), choices.Directory),
                    AreaKind.County => form.Text(AreaCounty) is { } county ? [county] : [],
                    _ => [],
                },
            },
            IsOfChanges = isOfChanges,
            Product = isOfChanges ? form.Text("product") : null,
            Groups = isOfChanges ? [] : form.All("groups"),
            Targets = isOfChanges ? [] : form.All("targets"),
            Rhythm = isOfChanges ? RhythmOf(form, faults) : null,
            Formats = form.All(isOfChanges ? FileFormats : "formats"),
            Statement = Enum.GetValues<DataProtectionQuestion>()
                .Where(question => form.Text(FieldOf(question)) is Yes or No)
                .ToDictionary(question => question, question => form.Text(FieldOf(question)) == Yes),
            StatementText = form.Text("statementText"),
            Contact = new ApplicationContact
            {
                Name = form.Text("contact.name"),
                Email = form.Text("contact.email"),
                Phone = form.Text("contact.phone"),
            },
            ValidFrom = DayOf(form, "validFrom", faults),
            ValidTo = DayOf(form, "validTo", faults),
        };
        return (content, faults);
    }

    /// <summary>The form of a draft.</summary>
    internal static FormModel ModelOf(ApplicationContent content, ApplicationChoices choices, string language)
    {
        var isOfMunicipalities = content.Area.Kind == AreaKind.Municipalities;
        var model = Empty()
            .Set("register", content.Register).Set("purposes", content.Purposes).Set("legalGround", content.LegalGround)
            .Set("area", content.Area.Kind.ToString())
            .Set(AreaMunicipalities, isOfMunicipalities ? CodeText.Of(content.Area.Codes, choices.Directory, language) : null)
            .Set(AreaCounty, content.Area.Kind == AreaKind.County ? content.Area.Codes : [])
            .Set(Way, content.IsOfChanges ? OfChanges : OfOrders)
            .Set("product", content.Product).Set("groups", content.Groups).Set("targets", content.Targets)
            .Set(content.IsOfChanges ? FileFormats : "formats", content.Formats)
            .Set("statementText", content.StatementText)
            .Set("contact.name", content.Contact.Name).Set("contact.email", content.Contact.Email)
            .Set("contact.phone", content.Contact.Phone)
            .Set("validFrom", content.ValidFrom is { } from ? FieldText.Of(from) : null)
            .Set("validTo", content.ValidTo is { } to ? FieldText.Of(to) : null);
        foreach (var (question, answer) in content.Statement)
        {
            _ = model.Set(FieldOf(question), answer ? Yes : No);
        }

        if (content.Rhythm is { } rhythm)
        {
            _ = model.Set("rhythm", rhythm.Rule).Set(RhythmTime, FieldText.Of(rhythm.Time)).Set(RhythmFrom, FieldText.Of(rhythm.From));
        }

        return model;
    }

    /// <summary>Null while no rule is chosen.</summary>
    private static RhythmWish? RhythmOf(SentForm form, List<FieldFault> faults)
    {
        if (form.Text("rhythm") is not { } rule)
        {
            return null;
        }

        var (time, from) = (FieldText.Time(form.Text(RhythmTime)), DayOf(form, RhythmFrom, faults));
        if (time is null)
        {
            faults.Add(new FieldFault(RhythmTime, form.Text(RhythmTime) is null ? FieldProblem.Missing : FieldProblem.Malformed));
        }

        if (form.Text(RhythmFrom) is null)
        {
            faults.Add(new FieldFault(RhythmFrom, FieldProblem.Missing));
        }

        return time is { } at && from is { } day ? new RhythmWish(rule, at, day) : null;
    }

    /// <summary>Null when it is empty, or cannot be read, which is then a fault.</summary>
    private static DateOnly? DayOf(SentForm form, string field, List<FieldFault> faults)
    {
        var day = FieldText.Date(form.Text(field));
        if (day is null && form.Text(field) is not null)
        {
            faults.Add(new FieldFault(field, FieldProblem.Malformed));
        }

        return day;
    }
}
