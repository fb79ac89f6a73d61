using Muutostieto.Disclosure;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Records;
using Muutostieto.Register;

namespace Muutostieto.Deliveries.Terms;

/// <summary>What a permit means today, frozen for a delivery that is planned now.</summary>
internal static class PermitTerms
{
    private const string MaskedGroup = "101";

    /// <param name="permit">Whose delivery it is.</param>
    /// <param name="product">The permit's product.</param>
    /// <param name="municipalities">Resolves the permit's area.</param>
    /// <param name="day">The day whose municipalities count.</param>
    /// <exception cref="MuutostietoException">Usage: the permit has no files.</exception>
    public static DeliveryTerms Of(Permit permit, Product product, MunicipalityDirectory municipalities, DateOnly day)
    {
        ArgumentNullException.ThrowIfNull(permit);
        ArgumentNullException.ThrowIfNull(product);
        var files = permit.RequireFiles();
        return Common(permit, municipalities, day) with
        {
            Product = product.Id,
            Groups = [.. product.Groups.Select(group => new TermsGroup(group.Group, group.Fields))],
            Formats = [.. files.Formats.Select(DeliveryFormatNames.Of)],
            FixedOwnGroups =
                files.Formats.Contains(DeliveryFormat.Fixed) && product.Groups.Any(group => group.IsOwn) ? files.FixedOwnGroups : null,
            Mask = MaskOf(permit, product.Groups.Select(group => group.Group)),
            Drop = files.Drop,
            Rhythm = new TermsRhythm(files.Rhythm.Rule, files.Rhythm.Time, files.Rhythm.From, files.Holidays),
        };
    }

    /// <summary>Of an extract.</summary>
    /// <param name="permit">Of the order.</param>
    /// <param name="request">What the order says.</param>
    /// <param name="municipalities">Resolves the permit's area.</param>
    /// <param name="day">The day whose municipalities count.</param>
    /// <param name="head">The register's newest key.</param>
    /// <param name="countedOn">The day on which ages and bans are counted.</param>
    public static DeliveryTerms Of(
        Permit permit, ExtractRequest request, MunicipalityDirectory municipalities, DateOnly day, JournalKey head, DateOnly countedOn) =>
        Common(permit, municipalities, day) with
        {
            Groups = request.Groups,
            Formats = request.Formats,
            Mask = MaskOf(permit, request.Groups.Select(group => group.Group)),
            Drop = permit.RequireOrders().Drop,
            FixedOwnGroups =
                request.Formats.Contains("fixed") && request.Groups.Any(group => group.IsOwn)
                    ? permit.RequireOrders().FixedOwnGroups
                    : null,
            Order = new OrderTerms(
                request.Order, request.Purpose, request.Text, permit.RecipientKind == RecipientKind.Authority, head.Value, countedOn, day)
            {
                Target = request.Target,
                IsStandard = request.IsStandard,
                HasControls = request.HasControls,
                Asker = request.Asker,
            },
        };

    /// <summary>Of a delivery that the ledger has lost: its recipient, and nothing of what was in it.</summary>
    public static DeliveryTerms OfLost(Permit permit, MunicipalityDirectory municipalities, DateOnly day) =>
        Common(permit, municipalities, day) with { Municipalities = [], Drop = permit.Files?.Drop ?? permit.Orders?.Drop ?? "" };

    private static DeliveryTerms Common(Permit permit, MunicipalityDirectory municipalities, DateOnly day) => new()
    {
        Permit = permit.Id,
        Recipient = permit.Recipient,
        Decision = permit.Decision,
        CustomerNumber = permit.CustomerNumber,
        RegisterName = permit.RegisterName,
        Municipalities = permit.Area is ResidenceArea area ? area.Resolve(municipalities, day) : [],
        IsList = permit.Area.IsList,
        NonDisclosureRight = permit.NonDisclosureRight,
        Product = "",
        Groups = [],
        Formats = [],
        Drop = "",
    };

    private static int MaskOf(Permit permit, IEnumerable<string> groups) =>
        permit.NonDisclosureRight != NonDisclosureRight.None && groups.Contains(MaskedGroup) ? DeliveryTerms.CurrentMask : 0;
}
