using Muutostieto.Disclosure;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Records;

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
            Formats = [.. files.Formats.Select(format => format == DeliveryFormat.Fixed ? "fixed" : "csv")],
            FixedOwnGroups =
                files.Formats.Contains(DeliveryFormat.Fixed) && product.Groups.Any(group => group.IsOwn) ? files.FixedOwnGroups : null,
            Mask =
                permit.NonDisclosureRight != NonDisclosureRight.None && product.Groups.Any(group => group.Group == MaskedGroup)
                    ? DeliveryTerms.CurrentMask
                    : 0,
            Drop = files.Drop,
            Rhythm = new TermsRhythm(files.Rhythm.Rule, files.Rhythm.Time, files.Rhythm.From, files.Holidays),
        };
    }
}
