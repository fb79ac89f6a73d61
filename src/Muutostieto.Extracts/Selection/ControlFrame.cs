using System.Security.Cryptography;
using Muutostieto.Extracts.Orders;
using Muutostieto.Extracts.Sampling;
using Muutostieto.Records.Model;

namespace Muutostieto.Extracts.Selection;

/// <summary>The frame of matched controls. It is given the cases first.</summary>
internal sealed class ControlFrame : SelectionFrame
{
    private readonly ControlRequest controls;
    private readonly SeriesKey series;
    private readonly MatchKind kind;
    private readonly ControlDraw draw;
    private readonly IncrementalHash hash;
    private readonly List<(string Code, long Person)> cases = [];
    private readonly Dictionary<long, string> codes = [];

    internal ControlFrame(ControlRequest controls, SeriesKey series)
    {
        (this.controls, this.series) = (controls, series);
        kind = new MatchKind(controls.Match);
        draw = new ControlDraw(controls.Each);
        hash = series.BeginHash();
        hash.AppendData("frame\n"u8);
    }

    public override void Dispose()
    {
        hash.Dispose();
        base.Dispose();
    }

    /// <summary>Gives a case that the recipient may receive.</summary>
    internal void AddCase(long person, RecordView record)
    {
        draw.AddCase(new SampleUnit(series.NumberOf(person), person, 0), kind.Of(record));
        cases.Add((record.Text(HeaderField.IdentityCode), person));
    }

    internal override ExtractChoice Choose(LeftOutCounts leftOut)
    {
        var drawn = draw.Draw().Select(unit => (Code: codes[unit.Id], Person: unit.Id));
        return new ExtractChoice
        {
            Units =
            [
                .. drawn.Concat(controls.WithCases ? cases : [])
                    .OrderBy(one => one.Code, StringComparer.Ordinal).Select(one => one.Person),
            ],
            Eligible = Eligible,
            FrameSize = Eligible,
            FrameHash = Convert.ToHexStringLower(hash.GetHashAndReset()),
            LeftOut = leftOut,
            Series = series.Name,
            SeriesHash = series.Hash,
            Cases = cases.Count,
            ShortCases = draw.Short,
        };
    }

    private protected override void Take(long id, RecordView record, string part)
    {
        hash.AppendData(record[HeaderField.IdentityCode]);
        hash.AppendData("\n"u8);
        if (kind.Of(record) is { } its && draw.AddCandidate(new SampleUnit(series.NumberOf(id), id, Eligible), its))
        {
            codes[id] = record.Text(HeaderField.IdentityCode);
        }
    }
}
