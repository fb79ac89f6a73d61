using Muutostieto.Extracts.Orders;
using Muutostieto.Records.Model;

namespace Muutostieto.Extracts.Selection;

/// <summary>What makes a control like its case: the values of some fields, of what passes the gate.</summary>
internal sealed class MatchKind(IReadOnlyList<ControlMatch> matches)
{
    internal IReadOnlyList<string> Groups => [.. matches.Select(match => ControlRequest.FieldOf(match).Group)];

    /// <summary>Null when one of the values is not known.</summary>
    internal string? Of(RecordView record)
    {
        var values = matches.Select(match => Value(match)).ToList();
        return values.Contains(null) ? null : string.Join('|', values);

        string? Value(ControlMatch match)
        {
            if (match == ControlMatch.BirthYear)
            {
                return BirthDays.Of(record) is { } born && born.Earliest.Year == born.Latest.Year
                    ? born.Earliest.Year.ToString("D4", System.Globalization.CultureInfo.InvariantCulture)
                    : null;
            }

            var (group, field) = ControlRequest.FieldOf(match);
            return record.IndexOf(group) is var index and >= 0 && record.Text(index, field) is { Length: > 0 } text ? text : null;
        }
    }
}
