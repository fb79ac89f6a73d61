using System.Buffers;
using System.Text;

namespace Muutostieto.Disclosure;

/// <summary>Which municipalities belong to an area.</summary>
internal sealed class AreaFilter(IEnumerable<string> municipalities)
{
    private const int Digits = 3;
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> area =
        municipalities.ToHashSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    internal bool Has(string municipality) => area.Contains(municipality);

    /// <summary>False for what is no number of a municipality.</summary>
    internal bool Has(ReadOnlySpan<byte> municipality)
    {
        Span<char> code = stackalloc char[Digits];
        return municipality.Length == Digits
            && Ascii.ToUtf16(municipality, code, out _) == OperationStatus.Done
            && area.Contains(code);
    }
}
