using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Muutostieto.Extracts.Sampling;

/// <summary>
/// Makes a household one unit: of the persons of a dwelling the one with the smallest random number, ties by id. That does not depend on a
/// start point, so that two disjoint samples of a series have no household in common either. Holds one entry a dwelling.
/// </summary>
internal sealed class HouseholdUnits
{
    private readonly Dictionary<UInt128, (string Stratum, SampleUnit Unit)> households = [];

    /// <param name="dwelling">Identifies the dwelling.</param>
    /// <param name="stratum">Of the person.</param>
    /// <param name="unit">The person.</param>
    internal void Add(string dwelling, string stratum, SampleUnit unit)
    {
        var key = BinaryPrimitives.ReadUInt128BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(dwelling)));
        if (!households.TryGetValue(key, out var known)
            || (unit.Number, unit.Id).CompareTo((known.Unit.Number, known.Unit.Id)) < 0)
        {
            households[key] = (stratum, unit);
        }
    }

    /// <summary>Gives the units to a draw.</summary>
    internal void AddTo(SampleDraw draw)
    {
        foreach (var (stratum, unit) in households.Values)
        {
            draw.Add(stratum, unit);
        }
    }
}
