using System.Globalization;
using System.Text.Json;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Disclosure.Purposes;
using Muutostieto.Extracts.Packages;
using Muutostieto.Records.Identity;

namespace Muutostieto.Extracts.Orders;

/// <summary>Reads an order as the ledger has it. Strict: what <see cref="OrderWriter"/> does not write is no order.</summary>
internal static class OrderReader
{
    internal static ExtractOrder Read(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var order = Read(document.RootElement);
            return order.ToJson() == json ? order : throw new FormatException("an order: it is not written as the program writes orders");
        }
        catch (Exception failure) when (failure is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new FormatException($"an order: it cannot be read ({failure.GetType().Name})", failure);
        }
    }

    private static ExtractOrder Read(JsonElement order) =>
        Read(order, (OrderTarget)IndexOf(OrderTargetNames.All, Text(order, "target"), "target"));

    private static ExtractOrder Read(JsonElement order, OrderTarget target) => new()
    {
        Id = Text(order, "id"),
        Permit = Text(order, "permit"),
        EndCustomer = Customer(order),
        Purpose = PurposeNames.Find(Text(order, "purpose")) ?? throw Unknown("purpose"),
        Target = target,
        Where = order.GetProperty("where") is { ValueKind: not JsonValueKind.Null } where ? CriterionOf(where, target) : null,
        Package = order.GetProperty("content").TryGetProperty("package", out var package) ? package.GetString() : null,
        IsStandard = order.GetProperty("content").TryGetProperty("standard", out var standard) && standard.GetBoolean(),
        Table = order.GetProperty("content").TryGetProperty("table", out var table)
            ? (PackageTable)IndexOf(PackageTableNames.All, table.GetString(), "table")
            : null,
        Content = [.. order.GetProperty("content").GetProperty("groups").EnumerateArray().Select(Group)],
        Sample = order.GetProperty("sample") is { ValueKind: not JsonValueKind.Null } sample
            ? ControlRequestJson.Read(sample) ?? Sample(sample)
            : null,
        Exclude = OrderExclusionJson.Read(order),
        Update = UpdateRequestJson.Read(order),
        AsOf = Moment(order.GetProperty("asOf")),
        Formats =
        [
            .. order.GetProperty("formats").EnumerateArray()
                .Select(format => (DeliveryFormat)IndexOf(DeliveryFormatNames.All, format.GetString(), "format")),
        ],
    };

    private static Criterion CriterionOf(JsonElement element, OrderTarget target)
    {
        var member = element.EnumerateObject().Single();
        return member.Name switch
        {
            AllCriterion.Key => Criterion.AllOf([.. member.Value.EnumerateArray().Select(each => CriterionOf(each, target))]),
            AnyCriterion.Key => Criterion.AnyOf([.. member.Value.EnumerateArray().Select(each => CriterionOf(each, target))]),
            NotCriterion.Key => Criterion.Not(CriterionOf(member.Value, target)),
            _ => Simple(CriterionKinds.Find(member.Name, target) ?? throw Unknown("criterion"), member.Value),
        };
    }

    private static Criterion Simple(CriterionKind kind, JsonElement value) => kind.Shape switch
    {
        CriterionShape.Codes => kind.OfCodes([.. value.EnumerateArray().Select(code => code.GetString()!)]),
        CriterionShape.Ages => kind.OfAges(Age(value, "from"), Age(value, "to")),
        CriterionShape.Numbers => kind.OfNumbers(Age(value, "from"), Age(value, "to")),
        CriterionShape.Rectangle => kind.OfBox(Box(value.GetProperty("north"), value.GetProperty("east"))),
        _ => kind.OfDays(Day(value, "from"), Day(value, "to")),
    };

    private static CoordinateBox Box(JsonElement north, JsonElement east) => new(
        north.GetProperty("from").GetInt32(),
        north.GetProperty("to").GetInt32(),
        east.GetProperty("from").GetInt32(),
        east.GetProperty("to").GetInt32());

    private static int? Age(JsonElement value, string key) => value.TryGetProperty(key, out var age) ? age.GetInt32() : null;

    private static DateOnly? Day(JsonElement value, string key) => value.TryGetProperty(key, out var day) ? Day(day) : null;

    private static DateOnly Day(JsonElement day) => DateOnly.ParseExact(day.GetString()!, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static ProductGroup Group(JsonElement group) => group.ValueKind == JsonValueKind.String
        ? new ProductGroup(group.GetString()!, null)
        : new ProductGroup(
            Text(group, "group"), [.. group.GetProperty("fields").EnumerateArray().Select(field => field.GetString()!)]);

    private static SampleRequest Sample(JsonElement sample) =>
        new(sample.GetProperty("size").GetInt32(), Text(sample, "series"))
        {
            Start = ulong.Parse(Text(sample, "start"), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture),
            Strata = (SampleStrata)IndexOf(OrderWriter.Strata, sample.GetProperty("strata").GetString(), "strata"),
            PerHousehold = sample.GetProperty("perHousehold").GetBoolean(),
        };

    private static BusinessId? Customer(JsonElement order) =>
        !order.TryGetProperty("endCustomer", out var customer) ? null
        : BusinessId.TryParse(customer.GetString(), out var id) ? id
        : throw Unknown("end customer");

    private static OrderMoment? Moment(JsonElement moment) => moment.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.Number => OrderMoment.AtKey(moment.GetInt64()),
        _ => OrderMoment.OnDay(Day(moment)),
    };

    private static string Text(JsonElement element, string key) => element.GetProperty(key).GetString() ?? throw Unknown(key);

    private static int IndexOf<T>(IReadOnlyList<T> names, T name, string what)
    {
        for (var index = 0; index < names.Count; index++)
        {
            if (Equals(names[index], name))
            {
                return index;
            }
        }

        throw Unknown(what);
    }

    private static FormatException Unknown(string what) => new($"an order: the {what} is unknown");
}
