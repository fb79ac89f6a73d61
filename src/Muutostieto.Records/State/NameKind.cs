namespace Muutostieto.Records.State;

/// <summary>
/// The kinds of names (nimilaji) of the groups 005 and 423. A name that is given up changes its kind: 01, the current surname, becomes 05
/// or 07.
/// </summary>
internal static class NameKind
{
    internal const string Field = "nimilaji";

    /// <summary>Whether a name of a kind in force may have become one of another kind, former or corrected.</summary>
    internal static bool Became(ReadOnlySpan<byte> former, ReadOnlySpan<byte> current) =>
        CurrentOf(former) is { IsEmpty: false } kind && kind.SequenceEqual(current);

    private static ReadOnlySpan<byte> CurrentOf(ReadOnlySpan<byte> former)
    {
        if (former.SequenceEqual("05"u8) || former.SequenceEqual("07"u8) || former.SequenceEqual("10"u8))
        {
            return "01"u8;
        }

        if (former.SequenceEqual("06"u8) || former.SequenceEqual("11"u8))
        {
            return "02"u8;
        }

        if (former.SequenceEqual("08"u8) || former.SequenceEqual("12"u8))
        {
            return "03"u8;
        }

        return former.SequenceEqual("09"u8) || former.SequenceEqual("13"u8) ? "04"u8 : [];
    }
}
