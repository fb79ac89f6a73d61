namespace Muutostieto.Recipient.Loading.People;

/// <summary>A row of persons.</summary>
/// <param name="Id">Its key.</param>
/// <param name="Code">Identity code in force.</param>
/// <param name="LastDelivery">The last delivery with a record of the person.</param>
/// <param name="InArea">Whether the municipality of residence is of the area.</param>
internal sealed record KnownPerson(long Id, string Code, long LastDelivery, bool InArea);
