using System.Globalization;
using System.Text.RegularExpressions;
using Muutostieto.Records.Manifests;

namespace Muutostieto.Extracts.Orders;

/// <summary>How an order names a delivery, as commands do: <c>tutkimus-2026/extract/1</c>.</summary>
public static partial class DeliveryName
{
    public static string Of(DeliveryKey delivery)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        return string.Create(CultureInfo.InvariantCulture, $"{delivery.Permit}/{delivery.Kind}/{delivery.Number}");
    }

    /// <summary>Null when the text names none; zeros before the number count for nothing.</summary>
    public static DeliveryKey? Parse(string text) =>
        Pattern().Match(text) is { Success: true } match
            ? new DeliveryKey(
                match.Groups["permit"].Value,
                match.Groups["kind"].Value,
                int.Parse(match.Groups["number"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture))
            : null;

    [GeneratedRegex(
        @"^(?<permit>[a-z0-9][a-z0-9-]{0,63})/(?<kind>base|changes|extract)/0*(?<number>[1-9][0-9]{0,8})\z", RegexOptions.ExplicitCapture)]
    private static partial Regex Pattern();
}
