using System.Globalization;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Records.Signing;

namespace Muutostieto.Deliveries.Composition;

/// <summary>
/// Names of a delivery's files, all under one stem: base <c>&lt;customer&gt;_PT&lt;yyMMdd&gt;&lt;REG&gt;_&lt;nnn&gt;</c>,
/// change <c>&lt;customer&gt;_&lt;yyyyMMdd&gt;&lt;REG&gt;_&lt;nnn&gt;</c>, as the old service had them; extract
/// <c>&lt;customer&gt;_PO&lt;yyMMdd&gt;&lt;REG&gt;_&lt;nnn&gt;</c> and update
/// <c>&lt;customer&gt;_PA&lt;yyMMdd&gt;&lt;REG&gt;_&lt;nnn&gt;</c>, which are ours. After 999 the number grows to four digits.
/// </summary>
internal sealed class DeliveryNames
{
    private readonly DeliveryKind kind;

    /// <summary>Names the files.</summary>
    /// <param name="customerNumber">Digits.</param>
    /// <param name="registerName">Capital letters and digits.</param>
    /// <param name="kind">Base, changes or extract.</param>
    /// <param name="number">From 1.</param>
    /// <param name="planned">The planned day in Finland.</param>
    /// <param name="isUpdate">Whether the extract answers a customer's file.</param>
    internal DeliveryNames(
        string customerNumber, string registerName, DeliveryKind kind, int number, DateOnly planned, bool isUpdate = false)
    {
        this.kind = kind;
        var day = planned.ToString(
            kind switch
            {
                DeliveryKind.Base => "'PT'yyMMdd",
                DeliveryKind.Extract => isUpdate ? "'PA'yyMMdd" : "'PO'yyMMdd",
                _ => "yyyyMMdd",
            },
            CultureInfo.InvariantCulture);
        Stem = $"{customerNumber}_{day}{registerName}_{number.ToString("000", CultureInfo.InvariantCulture)}";
    }

    internal DeliveryNames(DeliveryContext context)
        : this(
            context.Terms.CustomerNumber,
            context.Terms.RegisterName,
            context.Kind,
            context.Number,
            context.Day,
            context.Terms.Order?.Update is not null)
    {
    }

    internal string Stem { get; }

    internal string Fixed => Stem + (kind == DeliveryKind.Changes ? ".MTT" : ".PTT");

    internal string ResultFixed => Stem + ".txt";

    internal string Csv => Stem + ".csv.zip";

    internal string TableCsv => Stem + ".csv";

    internal string TablesCsv => Stem + ".taulut.zip";

    internal string OpenAddresses => Stem + ".OPT";

    internal string JsonLines => Stem + ".jsonl";

    internal string Parquet => Stem + ".parquet.zip";

    internal string Xlsx => Stem + ".xlsx";

    internal string Checksums => Stem + ".sha256";

    internal string Manifest => Stem + ".json";

    internal string Signature => ManifestSignature.NameOf(Manifest);
}
