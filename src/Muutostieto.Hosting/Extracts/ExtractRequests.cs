using System.Security.Cryptography;
using System.Text;
using Muutostieto.Deliveries.Terms;
using Muutostieto.Disclosure;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Disclosure.Purposes;
using Muutostieto.Extracts.Orders;

namespace Muutostieto.Hosting.Extracts;

/// <summary>Orders as the engine of deliveries takes them.</summary>
public static class ExtractRequests
{
    public static ExtractRequest Of(ExtractOrder order)
    {
        ArgumentNullException.ThrowIfNull(order);
        return new ExtractRequest
        {
            Order = order.Id,
            EndCustomer = order.EndCustomer?.ToString(),
            Purpose = PurposeNames.Of(order.Purpose),
            Target = order.Target.IsOfPersons() ? null : OrderTargetNames.Of(order.Target),
            Text = order.ToJson(),
            IsStandard = order.IsStandard,
            HasControls = order.Sample?.Controls is not null,
            Update = order.Update is { } update
                ? new UpdateTerms(update.MinimumRows, update.OnlyChanges) { Methods = [.. update.Methods.Select(MatchMethodNames.Of)] }
                : null,
            Groups =
            [
                .. order.Content
                    .Select(group => new TermsGroup(group.Group, group.Fields))
                    .OrderBy(group => group.Group, StringComparer.Ordinal),
            ],
            Formats = [.. order.Formats.Order().Select(DeliveryFormatNames.Of)],
            AsOf = order.AsOf?.Key,
            AsOfDay = order.AsOf?.Day,
        };
    }

    /// <summary>SHA-256 of the order's text, 64 lowercase hex digits.</summary>
    public static string Sha256Of(ExtractRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(request.Text)));
    }
}
