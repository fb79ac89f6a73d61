using Muutostieto.Deliveries.Composition;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Deliveries.Terms;
using Muutostieto.Disclosure;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Register;

namespace Muutostieto.Deliveries.Tests.Support;

/// <summary>Values whose particulars don't matter to a test; change with <c>with</c> what does.</summary>
internal static class Some
{
    internal static RegisterOrigin Origin { get; } = new(RegisterKind.Synthetic, "test");

    /// <summary>Kajaani and Sotkamo, every group, without the right of 37 §, both forms.</summary>
    internal static DeliveryTerms Terms { get; } = new()
    {
        Permit = "kainuu-laajat",
        Recipient = "kainuun-hyvinvointialue",
        CustomerNumber = "38950",
        RegisterName = "KAIREK",
        Municipalities = ["205", "765"],
        Product = "laajat",
        Groups = [.. Layouts.Catalog.Groups.Select(group => group.Code).Distinct().Select(code => new TermsGroup(code, null))],
        Formats = ["fixed", "csv"],
        Drop = "default",
    };

    internal static NonDisclosureRight Right(bool hasRight) => hasRight ? NonDisclosureRight.Section37 : NonDisclosureRight.None;

    /// <summary>Terms of an area or of a list, with each right that it may have.</summary>
    internal static DeliveryTerms TermsOf(PermitKind kind) => Terms with
    {
        IsList = kind >= PermitKind.List,
        Municipalities = kind >= PermitKind.List ? [] : Terms.Municipalities,
        NonDisclosureRight = kind switch
        {
            PermitKind.Area or PermitKind.List => NonDisclosureRight.None,
            PermitKind.ListOrderOnly => NonDisclosureRight.OrderOnly,
            _ => NonDisclosureRight.Section37,
        },
    };

    internal static DeliveryContext Context { get; } = new()
    {
        Terms = Terms,
        Kind = DeliveryKind.Base,
        Number = 1,
        Planned = new DateTimeOffset(2026, 11, 16, 2, 30, 0, TimeSpan.FromHours(2)),
        To = 1,
    };
}
