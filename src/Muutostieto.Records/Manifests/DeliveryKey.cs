using System.Globalization;

namespace Muutostieto.Records.Manifests;

/// <summary>Which delivery: the one name that ledger, audit chain, manifests and recipients have for it.</summary>
/// <param name="Permit">The permit's id.</param>
/// <param name="Kind"><see cref="Base"/>, <see cref="Changes"/> or <see cref="Extract"/>, as manifests and the ledger write it; a reader
/// may meet a later version's.</param>
/// <param name="Number">From 1 in each permit and kind.</param>
public sealed record DeliveryKey(string Permit, string Kind, int Number)
{
    /// <summary><see cref="Kind"/> of a base delivery.</summary>
    public const string Base = "base";

    /// <summary><see cref="Kind"/> of a change delivery.</summary>
    public const string Changes = "changes";

    /// <summary><see cref="Kind"/> of what an order asked for.</summary>
    public const string Extract = "extract";

    /// <summary>As a recipient's messages name it, whose database is of one permit: <c>changes 003</c>.</summary>
    public string InPermit => string.Create(CultureInfo.InvariantCulture, $"{Kind} {Number:D3}");

    /// <summary>As messages name it: <c>kainuu-laajat base 1</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Permit} {Kind} {Number}");
}
