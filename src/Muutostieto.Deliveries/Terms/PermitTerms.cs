using Muutostieto.Disclosure;
using Muutostieto.Disclosure.Permits;

namespace Muutostieto.Deliveries.Terms;

/// <summary>What a permit means today, frozen for a delivery that is planned now.</summary>
internal static class PermitTerms
{
    private const string MaskedGroup = "101";

    /// <param name="permit">Whose delivery it is.</param>
    /// <param name="product">The permit's product.</param>
    /// <param name="municipalities">Resolves the permit's area.</param>
    /// <param name="day">The day whose municipalities count.</param>
    public static DeliveryTerms Of(Permit permit, Product product, MunicipalityDirectory municipalities, DateOnly day)
    {
        ArgumentNullException.ThrowIfNull(permit);
        ArgumentNullException.ThrowIfNull(product);
        return new DeliveryTerms
        {
            Permit = permit.Id,
            Recipient = permit.Recipient,
            Decision = permit.Decision,
            CustomerNumber = permit.CustomerNumber,
            RegisterName = permit.RegisterName,
            Municipalities = permit.Area is ResidenceArea area ? area.Resolve(municipalities, day) : [],
            Product = product.Id,
            Groups = [.. product.Groups.Select(group => new TermsGroup(group.Group, group.Fields))],
            IsList = permit.Area.IsList,
            NonDisclosureRight = permit.NonDisclosureRight,
            Formats = [.. permit.Formats.Select(format => format == DeliveryFormat.Fixed ? "fixed" : "csv")],
            FixedOwnGroups =
                permit.Formats.Contains(DeliveryFormat.Fixed) && product.Groups.Any(group => group.IsOwn) ? permit.FixedOwnGroups : null,
            Mask =
                permit.NonDisclosureRight != NonDisclosureRight.None && product.Groups.Any(group => group.Group == MaskedGroup)
                    ? DeliveryTerms.CurrentMask
                    : 0,
            Drop = permit.Drop,
            Rhythm = new TermsRhythm(permit.Rhythm.Rule, permit.Rhythm.Time, permit.Rhythm.From, permit.Holidays),
        };
    }
}
