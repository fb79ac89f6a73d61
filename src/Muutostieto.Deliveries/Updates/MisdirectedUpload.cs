using Muutostieto.Disclosure.Permits;
using Muutostieto.Records;

namespace Muutostieto.Deliveries.Updates;

/// <summary>
/// A file with the name of an upload of one customer and order that an operator matches for another: data of its persons would reach the
/// wrong recipient.
/// </summary>
public static class MisdirectedUpload
{
    /// <summary>Refuses a file whose name is an upload's of another customer or order. Other names say nothing, and are accepted.</summary>
    /// <param name="name">The file's name, without its folder.</param>
    /// <param name="permit">Of the order.</param>
    /// <param name="order">The order's id.</param>
    /// <exception cref="MuutostietoException">Usage: the name has another customer number or another order.</exception>
    public static void Refuse(string name, Permit permit, string order)
    {
        ArgumentNullException.ThrowIfNull(permit);
        if (UpdateUploadName.Parse(name) is { } said && (said.Customer, said.Order) != (permit.CustomerNumber, order))
        {
            throw new MuutostietoException(
                FailureKind.Usage,
                $"{name}: its name says customer {said.Customer} and order \"{said.Order}\"; expected customer {permit.CustomerNumber} and "
                    + $"order \"{order}\". Nothing was delivered. Name the right order or file.");
        }
    }
}
