using Muutostieto.Disclosure.Permits;
using Muutostieto.Disclosure.Purposes;
using Muutostieto.Extracts.Packages;
using Muutostieto.Records.Identity;

namespace Muutostieto.Extracts.Orders;

/// <summary>
/// What a recipient orders: which persons, which of their data, and for what. Two orders are the same when <see cref="ToJson"/> is.
/// </summary>
public sealed record ExtractOrder
{
    /// <summary>Small letters, digits and dashes: used in commands and the ledger, and as the name of the order's file.</summary>
    public required string Id { get; init; }

    /// <summary>The id of the permit by which it is delivered.</summary>
    public required string Permit { get; init; }

    /// <summary>The end customer that a partner orders for; null: for the recipient.</summary>
    public BusinessId? EndCustomer { get; init; }

    public required Purpose Purpose { get; init; }

    /// <summary>What the rows are. Default: persons.</summary>
    public OrderTarget Target { get; init; }

    /// <summary>Which persons of the permit's area; null: all of them.</summary>
    public Criterion? Where { get; init; }

    /// <summary>The id of the package that <see cref="Content"/> is of; null: the order names the groups itself.</summary>
    public string? Package { get; init; }

    /// <summary>Whether the package is a standard one.</summary>
    public bool IsStandard { get; init; }

    /// <summary>What the package's orders get in place of records, computed from the content; null: records.</summary>
    public PackageTable? Table { get; init; }

    /// <summary>The groups and fields, at least one; each group once. Of a package those that it had when the order was read.</summary>
    public required IReadOnlyList<ProductGroup> Content { get; init; }

    /// <summary>Null: everyone who fulfils the criteria.</summary>
    public SampleRequest? Sample { get; init; }

    /// <summary>Null: no one who fulfils the criteria is left out.</summary>
    public OrderExclusion? Exclude { get; init; }

    /// <summary>How a customer's register is brought up to date; null unless the target is <see cref="OrderTarget.Customers"/>.</summary>
    public UpdateRequest? Update { get; init; }

    /// <summary>Null: the moment of the run.</summary>
    public OrderMoment? AsOf { get; init; }

    /// <summary>
    /// When <c>batch</c> and <c>serve</c> make an extract of it; null: only when it is asked for. No part of <see cref="ToJson"/>: it
    /// decides when, not what.
    /// </summary>
    public Rhythm? Rhythm { get; init; }

    /// <summary>At least one. Default: CSV alone.</summary>
    public IReadOnlyList<DeliveryFormat> Formats { get; init; } = [DeliveryFormat.Csv];

    /// <summary>The order as one line of JSON, the same for the same order: it is what the ledger keeps.</summary>
    public string ToJson() => OrderWriter.Write(this);

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <exception cref="FormatException">It is no such text; the message says where.</exception>
    public static ExtractOrder FromJson(string json) => OrderReader.Read(json);
}
