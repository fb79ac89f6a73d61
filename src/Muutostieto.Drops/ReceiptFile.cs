namespace Muutostieto.Drops;

/// <summary>A file that a recipient has put into <c>upload/</c>. Its content is untrusted: it is validated before any of it is used or
/// repeated.</summary>
/// <param name="Stem">The stem of the delivery that it answers.</param>
/// <param name="Kind">What its name says.</param>
/// <param name="Content">What is in it; null when it is no plain file, cannot be read, or is larger than
/// <see cref="LargestBytes"/>.</param>
public sealed record ReceiptFile(string Stem, ReceiptKind Kind, byte[]? Content)
{
    /// <summary>A receipt is one line of JSON; what is larger is none.</summary>
    public const int LargestBytes = 4096;

    /// <summary>The name in <c>upload/</c>, which may differ from <see cref="Name"/> in case and ending.</summary>
    public string FileName { get; init; } = NameOf(Stem, Kind);

    /// <summary>When it was last written, as the drop says; null when that is not known.</summary>
    public DateTimeOffset? Modified { get; init; }

    /// <summary>The name that it should have.</summary>
    public string Name => NameOf(Stem, Kind);

    internal static string NameOf(string stem, ReceiptKind kind) => stem + (kind == ReceiptKind.Refused ? ".ERR" : ".OK");
}
