using System.Globalization;
using Muutostieto.Records.Signing;

namespace Muutostieto.Deliveries.Composition;

/// <summary>
/// Names of a delivery's files, all under one stem: base <c>&lt;customer&gt;_PT&lt;yyMMdd&gt;&lt;REG&gt;_&lt;nnn&gt;</c>,
/// change <c>&lt;customer&gt;_&lt;yyyyMMdd&gt;&lt;REG&gt;_&lt;nnn&gt;</c>, as the old service had them. After 999 the number grows to four
/// digits.
/// </summary>
internal sealed class DeliveryNames
{
    private readonly bool isBase;

    /// <summary>Names the files.</summary>
    /// <param name="customerNumber">Digits.</param>
    /// <param name="registerName">Capital letters and digits.</param>
    /// <param name="isBase">Base, else change delivery.</param>
    /// <param name="number">From 1.</param>
    /// <param name="planned">The planned day in Finland.</param>
    internal DeliveryNames(string customerNumber, string registerName, bool isBase, int number, DateOnly planned)
    {
        this.isBase = isBase;
        var day = planned.ToString(isBase ? "'PT'yyMMdd" : "yyyyMMdd", CultureInfo.InvariantCulture);
        Stem = $"{customerNumber}_{day}{registerName}_{number.ToString("000", CultureInfo.InvariantCulture)}";
    }

    internal string Stem { get; }

    internal string Fixed => Stem + (isBase ? ".PTT" : ".MTT");

    internal string Csv => Stem + ".csv.zip";

    internal string Checksums => Stem + ".sha256";

    internal string Manifest => Stem + ".json";

    internal string Signature => ManifestSignature.NameOf(Manifest);
}
