using Muutostieto.Records.Model;

namespace Muutostieto.Extracts.Orders;

/// <summary><c>citizenship</c>: three digits of ISO 3166-1. One of several is enough; one that has ended is none.</summary>
internal sealed class CitizenshipCriterion(IReadOnlyList<string> codes) : CodesCriterion(Key, Group, Field, codes)
{
    internal const string Key = "citizenship";
    internal const string Group = "007";
    internal const string Field = "maa";

    /// <summary>Of the field <c>voimassaolo</c>.</summary>
    private const byte Passive = (byte)'2';

    private protected override bool IsInForce(RecordView record, int index) =>
        record.Value(index, "voimassaolo") is not [Passive] && base.IsInForce(record, index);
}
