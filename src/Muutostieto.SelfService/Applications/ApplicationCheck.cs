using Muutostieto.Disclosure.Permits;

namespace Muutostieto.SelfService.Applications;

/// <summary>Judges what an applicant has entered: when it is saved, that it may be kept; when it is submitted, that it is whole.</summary>
internal static class ApplicationCheck
{
    internal const int LongestRegister = 200;
    internal const int LongestGround = 2000;
    internal const int LongestStatement = 4000;
    internal const int LongestName = 200;
    internal const int LongestPhone = 40;
    private const int LongestRule = 200;
    private const int MostCodes = 400;

    /// <summary>Everything that is wrong.</summary>
    /// <param name="content">What was entered.</param>
    /// <param name="choices">What there is.</param>
    /// <param name="isWhole">Whether nothing may be missing any more.</param>
    /// <param name="today">The day.</param>
    internal static IReadOnlyList<FieldFault> Of(ApplicationContent content, ApplicationChoices choices, bool isWhole, DateOnly today)
    {
        var check = new FieldCheck();
        check.Text("register", content.Register, LongestRegister, isWhole);
        check.Text("legalGround", content.LegalGround, LongestGround, isWhole, hasLines: true);
        check.Codes("purposes", content.Purposes, choices.Purposes, MostCodes, isWhole && !content.IsOfChanges);
        CheckArea(check, content, choices, isWhole);
        if (content.IsOfChanges)
        {
            CheckChanges(check, content, choices, isWhole);
        }
        else
        {
            check.Codes("groups", content.Groups, choices.Groups, MostCodes, isWhole);
            check.Codes("targets", content.Targets, choices.Targets, MostCodes, isWhole);
            check.Codes("formats", content.Formats, choices.Formats, MostCodes, isWhole);
        }

        check.Text("statementText", content.StatementText, LongestStatement, isWhole, hasLines: true);
        if (isWhole && content.Statement.Count < Enum.GetValues<DataProtectionQuestion>().Length)
        {
            check.Add("statement", FieldProblem.Missing);
        }

        check.Text("contact.name", content.Contact.Name, LongestName, isWhole);
        check.Email("contact.email", content.Contact.Email, isWhole);
        check.Phone("contact.phone", content.Contact.Phone, LongestPhone);
        if (isWhole && content.ValidFrom is null)
        {
            check.Add("validFrom", FieldProblem.Missing);
        }

        if (content.ValidTo < content.ValidFrom || (isWhole && content.ValidTo < today))
        {
            check.Add("validTo", FieldProblem.Contradicts);
        }

        return check.Faults;
    }

    private static void CheckArea(FieldCheck check, ApplicationContent content, ApplicationChoices choices, bool isWhole)
    {
        var (area, directory) = (content.Area, choices.Directory);
        switch (area.Kind)
        {
            case AreaKind.County:
                check.Codes("area", area.Codes, directory.Counties.Select(county => county.Code), 1, isWhole);
                break;
            case AreaKind.Municipalities:
                check.Codes("area", area.Codes, directory.Municipalities.Select(municipality => municipality.Code), MostCodes, isWhole);
                break;
            case AreaKind.List when !content.IsOfChanges:
            case AreaKind.Country when content.IsOfChanges:
                check.Add("area", FieldProblem.Contradicts);
                break;
            case AreaKind.List or AreaKind.Country:
                break;
            default:
                check.Add("area", FieldProblem.Unknown);
                break;
        }
    }

    private static void CheckChanges(FieldCheck check, ApplicationContent content, ApplicationChoices choices, bool isWhole)
    {
        check.Codes(
            "product",
            content.Product is { Length: > 0 } product ? [product] : [],
            choices.Products.Select(known => known.Id),
            1,
            isWhole);
        check.Codes("formats", content.Formats, DeliveryFormatNames.OfFiles, MostCodes, isWhole);
        if (content.Rhythm is null)
        {
            if (isWhole)
            {
                check.Add("rhythm", FieldProblem.Missing);
            }

            return;
        }

        check.Text("rhythm", content.Rhythm.Rule, LongestRule, required: true);
        try
        {
            _ = content.Rhythm.Rule.Length <= LongestRule
                ? new Rhythm(content.Rhythm.Rule, content.Rhythm.Time, content.Rhythm.From)
                : null;
        }
        catch (FormatException)
        {
            check.Add("rhythm", FieldProblem.Malformed);
        }
    }
}
