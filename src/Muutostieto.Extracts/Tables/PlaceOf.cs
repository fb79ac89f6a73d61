using System.Globalization;
using Muutostieto.Records.Model;
using Muutostieto.Records.State;

namespace Muutostieto.Extracts.Tables;

/// <summary>Where a person lives, as numbers.</summary>
internal static class PlaceOf
{
    private const string Residence = "204";
    private const string Address = "101";

    /// <summary>The municipality of residence; 0 when it is not known.</summary>
    internal static int Municipality(RecordView record) => Number(record, Residence, "kuntanumero");

    /// <summary>The postal code of the permanent address; 0 when it is not known, also because it is masked.</summary>
    internal static int PostalCode(RecordView record) => Number(record, Address, "postinumero");

    private static int Number(RecordView record, string code, string field)
    {
        for (var group = record.IndexOf(code); group >= 0; group = record.IndexOf(code, group + 1))
        {
            if (!PersonState.HasEnded(record, group)
                && int.TryParse(record.Value(group, field), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                return number;
            }
        }

        return 0;
    }
}
