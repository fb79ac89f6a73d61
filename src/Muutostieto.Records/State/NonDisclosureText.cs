using Muutostieto.Records.Model;

namespace Muutostieto.Records.State;

/// <summary>How a masked address is recognized: its street starts with three asterisks, as it did in the old files.</summary>
public static class NonDisclosureText
{
    private const string PermanentAddress = "101";

    public static ReadOnlySpan<byte> MaskPrefix => "***"u8;

    /// <summary>Whether a group is the permanent address of a person under a non-disclosure order, masked.</summary>
    public static bool IsMask(RecordView record, int group) =>
        record.Spec(group).Code == PermanentAddress
        && (record.Value(group, "katu_fi").StartsWith(MaskPrefix) || record.Value(group, "katu_sv").StartsWith(MaskPrefix));
}
