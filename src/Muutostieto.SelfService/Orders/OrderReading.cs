using System.Text;
using System.Text.Json;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Extracts.Orders;
using Muutostieto.Hosting;
using Muutostieto.Hosting.Settings;
using Muutostieto.Records.Dates;
using Muutostieto.SelfService.Applications;

namespace Muutostieto.SelfService.Orders;

/// <summary>
/// Reads a customer's order by the loader of <c>config/orders</c>. Of other recipients' permits and files it learns nothing: it is read
/// beside the permits of its recipient alone, and in a folder that has no lists.
/// </summary>
internal static class OrderReading
{
    internal const int LongestTitle = 200;
    internal const int LongestMessage = 2000;
    private const int MostCodes = 400;

    /// <summary>What is too long or malformed, so that it cannot even be kept.</summary>
    internal static IReadOnlyList<FieldFault> Unkeepable(OrderContent content)
    {
        var check = new FieldCheck();
        check.Text("title", content.Title, LongestTitle, required: false);
        check.Text("permit", content.Permit, 64, required: false);
        check.Text("message", content.Message, LongestMessage, required: false, hasLines: true);
        check.Text("json", content.Json, OrderService.LongestJson, required: false, hasLines: true);
        check.Text("purpose", content.Purpose, 64, required: false);
        check.Text("target", content.Target, 64, required: false);
        check.Text("package", content.Package, 64, required: false);
        foreach (var (field, values) in new[]
            {
                ("groups", content.Groups), ("formats", content.Formats), ("where.sexes", content.Where.Sexes),
                ("where.municipalities", content.Where.Municipalities), ("where.postalCodes", content.Where.PostalCodes),
                ("where.motherTongues", content.Where.MotherTongues),
            })
        {
            check.Codes(field, values, null, MostCodes, required: false);
            if (values.Any(value => value.Length > 64))
            {
                check.Add(field, FieldProblem.TooLong, 64);
            }
        }

        return check.Faults;
    }

    /// <summary>The permit that an order is under: the recipient's own, in force, with orders.</summary>
    /// <exception cref="RefusedInputException">There is none such.</exception>
    internal static Permit PermitOf(Installation work, OrderContent content, string recipient) =>
        work.Configuration.Permits.FirstOrDefault(permit =>
            permit.Id == content.Permit
            && permit.Recipient == recipient
            && permit.Orders is not null
            && permit.IsValidOn(HelsinkiTime.Today(work.Clock)))
        ?? throw new RefusedInputException(
            [new FieldFault("permit", string.IsNullOrEmpty(content.Permit) ? FieldProblem.Missing : FieldProblem.Unknown)]);

    /// <summary>Reads the order.</summary>
    /// <param name="work">The installation.</param>
    /// <param name="content">What the customer entered.</param>
    /// <param name="permit">Of it.</param>
    /// <param name="id">The id that it has meanwhile.</param>
    /// <exception cref="RefusedInputException">With everything that the loader says.</exception>
    internal static ExtractOrder Read(Installation work, OrderContent content, Permit permit, string id)
    {
        RefusedInputException.ThrowIfAny(Unkeepable(content));
        string text;
        try
        {
            text = OrderText.Of(content, id, permit.Id);
        }
        catch (JsonException failure)
        {
            throw new RefusedInputException([new FieldFault("json", FieldProblem.Malformed) { Detail = Line(failure) }]);
        }

        // A folder that is not there: lists beside orders are the operators', and of others.
        var path = Path.Combine(work.ConfigDirectory, "orders", ".self-service", $"{id}.json");
        IReadOnlyList<Permit> known =
        [
            .. work.Configuration.Permits.Where(other =>
                other.Recipient == permit.Recipient || permit.Orders!.Excludes.Contains(other.Id)),
        ];
        var (order, report) = work.Read(new CandidateFile(path, Encoding.UTF8.GetBytes(text)), known);
        RefusedInputException.ThrowIfAny([.. report.Errors.Select(fault => Fault(fault, path, content.IsJson))]);
        if (order is null)
        {
            throw new RefusedInputException([new FieldFault(content.IsJson ? "json" : "where", FieldProblem.Malformed)]);
        }

        // The loader lets permits pass that it does not know: their deliveries may be of before.
        if (order.Exclude?.Deliveries.Any(delivery => known.All(each => each.Id != delivery.Permit)) == true)
        {
            throw new RefusedInputException(
                [new FieldFault("json", FieldProblem.Unknown) { Detail = "exclude: there is no such delivery of this recipient" }]);
        }

        if (order.Sample?.Series is { } series && !IsOwn(series, work, permit))
        {
            var remedy = $"series: write \"{permit.Id}\", or begin with \"{permit.Id}-\"";
            throw new RefusedInputException([new FieldFault("json", FieldProblem.Unknown) { Detail = remedy }]);
        }

        return order;
    }

    /// <summary>
    /// Whether a series of samples is of the recipient's own permits, by whose ids series are called: who draws from another's series gets
    /// the persons that the other has drawn.
    /// </summary>
    private static bool IsOwn(string series, Installation work, Permit permit) => work.Configuration.Permits
        .Where(each => series == each.Id || series.StartsWith(each.Id + "-", StringComparison.Ordinal))
        .MaxBy(each => each.Id.Length)?.Recipient == permit.Recipient;

    private static FieldFault Fault(ConfigurationFault fault, string path, bool isJson)
    {
        var (field, place) = isJson
            ? ("json", fault.Line == 0 ? "" : FormattableString.Invariant($"{fault.Line}:{fault.Column}: "))
            : (FieldOf(fault.Path), "");
        var folder = Path.GetDirectoryName(path)! + Path.DirectorySeparatorChar;
        var said = $"{place}{(isJson && fault.Path.Length > 0 ? $"{fault.Path}: " : "")}{fault.Message}. {fault.Remedy}";
        return new FieldFault(field, FieldProblem.Malformed) { Detail = said.Replace(folder, "", StringComparison.Ordinal) };
    }

    /// <summary>The field of the form from which a key of the order comes.</summary>
    private static string FieldOf(string path) => path.Split('.', '[')[0] switch
    {
        "content" when path.Contains("package", StringComparison.Ordinal) => "package",
        "content" => "groups",
        "sample" => "sampleSize",
        "where" => path.Contains(".municipality", StringComparison.Ordinal) ? "where.municipalities"
            : path.Contains(".postalCode", StringComparison.Ordinal) ? "where.postalCodes"
            : path.Contains(".motherTongue", StringComparison.Ordinal) ? "where.motherTongues"
            : path.Contains(".sex", StringComparison.Ordinal) ? "where.sexes"
            : "where",
        "" => "order",
        var key => key,
    };

    private static string Line(JsonException failure) => failure.LineNumber is { } line
        ? FormattableString.Invariant($"{line + 1}:{failure.BytePositionInLine + 1}: no JSON")
        : failure.Message;
}
