namespace Muutostieto.Records.Foreign;

/// <summary>
/// What happens to text on its way: a transfer in text mode, or a program that opened and saved it. What is sent is UTF-8 without a byte
/// order mark, with LF alone.
/// </summary>
public static class TransferDamage
{
    /// <summary>What has happened to the content; null when none of it is to be seen.</summary>
    public static string? Of(ReadOnlySpan<byte> content) =>
        content is [0xEF, 0xBB, 0xBF, ..] ? "a byte order mark: a program has opened and saved it"
        : content.Contains((byte)0) ? "UTF-16: a program has opened and saved it"
        : content.Contains((byte)'\r') ? "CR LF line ends: it was transferred in text mode"
        : content.Contains((byte)0x1A) ? "a 1A at the end: it was transferred in text mode"
        : null;
}
