using Muutostieto.Records.Manifests;

namespace Muutostieto.Deliveries.Ledger;

/// <summary>The names of kinds and states in the ledger's file, manifests and JSON. A written contract.</summary>
public static class WireNames
{
    public static string WireName(this DeliveryKind kind) => kind switch
    {
        DeliveryKind.Base => DeliveryKey.Base,
        DeliveryKind.Changes => DeliveryKey.Changes,
        DeliveryKind.Extract => DeliveryKey.Extract,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No such kind."),
    };

    public static string WireName(this DeliveryState state) => state switch
    {
        DeliveryState.Planned => "planned",
        DeliveryState.Composed => "composed",
        DeliveryState.Published => "published",
        DeliveryState.Received => "received",
        DeliveryState.Overdue => "overdue",
        DeliveryState.Withdrawn => "withdrawn",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "No such state."),
    };

    public static string WireName(this ReceiptSource source) => source switch
    {
        ReceiptSource.Accepted => "accepted",
        ReceiptSource.Refused => "refused",
        ReceiptSource.Unclear => "unclear",
        ReceiptSource.ManifestRemoved => "manifest-removed",
        ReceiptSource.Downloaded => "downloaded",
        _ => throw new ArgumentOutOfRangeException(nameof(source), source, "No such source."),
    };

    /// <exception cref="FormatException">There is no such source.</exception>
    public static ReceiptSource Source(string name) => Find<ReceiptSource>(name, WireName);

    /// <exception cref="FormatException">There is no such kind.</exception>
    public static DeliveryKind Kind(string name) => Find<DeliveryKind>(name, WireName);

    /// <exception cref="FormatException">There is no such state.</exception>
    public static DeliveryState State(string name) => Find<DeliveryState>(name, WireName);

    private static T Find<T>(string name, Func<T, string> nameOf)
        where T : struct, Enum
    {
        foreach (var value in Enum.GetValues<T>())
        {
            if (nameOf(value) == name)
            {
                return value;
            }
        }

        throw new FormatException($"There is no {typeof(T).Name} \"{name}\".");
    }
}
