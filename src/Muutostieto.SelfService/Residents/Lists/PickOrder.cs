using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Muutostieto.Audit;
using Muutostieto.Deliveries.Terms;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Extracts.Orders;
using Muutostieto.Hosting.Extracts;
using Muutostieto.SelfService.Residents.Searches;
using Muutostieto.SelfService.Residents.Store;

namespace Muutostieto.SelfService.Residents.Lists;

/// <summary>The order that a pick is.</summary>
internal static class PickOrder
{
    private const int Random = 6;

    /// <summary>An id that no other order has.</summary>
    internal static string NewId(DateOnly today) => string.Create(
        CultureInfo.InvariantCulture, $"itse-{today:yyyyMMdd}-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(Random))}");

    internal static ExtractOrder Of(string id, ResidentTask task, ResidentSearch search, DateOnly today) => new()
    {
        Id = id,
        Permit = task.Permit.Id,
        Purpose = task.Task.Purpose,
        Where = ResidentCriteria.Of(search, [.. task.Municipalities.Select(municipality => municipality.Code)], today),
        Content = task.Task.Groups,
        Formats = task.HasWorkbook ? [DeliveryFormat.Csv, DeliveryFormat.Xlsx] : [DeliveryFormat.Csv],
    };

    /// <summary>As the engine takes it: the user may receive every one of them by name.</summary>
    internal static ExtractRequest RequestOf(ResidentPick pick) => ExtractRequests.Of(ExtractOrder.FromJson(pick.Order)) with
    {
        SmallestFrame = 1,
        Asker = new OrderAsker(pick.User, pick.Task) { Reference = pick.Reference },
    };

    /// <summary>Whether a task still has the purpose and content that it had when a pick was begun.</summary>
    internal static bool IsOf(ResidentPick pick, SelfServiceTask task) =>
        (ExtractOrder.FromJson(pick.Order) with { Purpose = task.Purpose, Content = task.Groups }).ToJson() == pick.Order;

    /// <summary>The municipalities that a pick is of, as its order has them.</summary>
    internal static IReadOnlyList<string> MunicipalitiesOf(ResidentPick pick)
    {
        using var order = JsonDocument.Parse(pick.Order);
        return
        [
            .. order.RootElement.GetProperty("where").GetProperty("all").EnumerateArray()
                .Where(criterion => criterion.TryGetProperty("municipality", out _))
                .SelectMany(criterion => criterion.GetProperty("municipality").EnumerateArray())
                .Select(code => code.GetString()!),
        ];
    }

    internal static AuditedAsker AskerOf(ResidentPick pick) => new(pick.User, pick.Task, pick.Reference);
}
