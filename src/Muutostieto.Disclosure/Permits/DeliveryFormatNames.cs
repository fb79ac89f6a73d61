namespace Muutostieto.Disclosure.Permits;

/// <summary>The names of forms in permits, orders and terms.</summary>
public static class DeliveryFormatNames
{
    /// <summary>In the order of <see cref="DeliveryFormat"/>.</summary>
    public static IReadOnlyList<string> All { get; } = ["fixed", "csv", "jsonl", "parquet", "xlsx", "opt"];

    /// <summary>Those of files by a rhythm, in the same order.</summary>
    public static IReadOnlyList<string> OfFiles { get; } = ["fixed", "csv"];

    public static string Of(DeliveryFormat format) => All[(int)format];
}
