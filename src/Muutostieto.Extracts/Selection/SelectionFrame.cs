using System.Security.Cryptography;
using System.Text;
using Muutostieto.Extracts.Orders;
using Muutostieto.Extracts.Sampling;
using Muutostieto.Records.Model;

namespace Muutostieto.Extracts.Selection;

/// <summary>Takes the eligible persons, buildings or dwellings in order of delivery, and keeps the chosen.</summary>
internal abstract class SelectionFrame : IDisposable
{
    /// <summary>How many it has taken.</summary>
    private protected long Eligible { get; private set; }

    /// <param name="sample">Null: everyone is chosen.</param>
    /// <param name="keys">Asked only for a sample.</param>
    /// <param name="strata">Of the sample.</param>
    /// <param name="kind">What the units are, for their numbers; default: persons.</param>
    internal static SelectionFrame Of(SampleRequest? sample, SeriesKeys keys, StratumOf strata, string kind = "") =>
        sample is null ? new WholeFrame()
        : sample.Controls is { } controls ? new ControlFrame(controls, keys.Find(sample.Series))
        : new SampledFrame(sample, keys.Find(sample.Series), strata, kind);

    /// <param name="id">The surrogate id of the person, building or dwelling.</param>
    /// <param name="record">The person's, or that of the building.</param>
    /// <param name="part">Which part of what the record is about, by a name that stays; empty: all of it.</param>
    internal void Add(long id, RecordView record, string part = "")
    {
        Take(id, record, part);
        Eligible++;
    }

    internal abstract ExtractChoice Choose(LeftOutCounts leftOut);

    public virtual void Dispose()
    {
    }

    private protected abstract void Take(long id, RecordView record, string part);

    private sealed class WholeFrame : SelectionFrame
    {
        private readonly List<long> units = [];

        internal override ExtractChoice Choose(LeftOutCounts leftOut) =>
            new() { Units = units, Eligible = Eligible, FrameSize = Eligible, LeftOut = leftOut };

        private protected override void Take(long id, RecordView record, string part) => units.Add(id);
    }

    private sealed class SampledFrame : SelectionFrame
    {
        private readonly SampleRequest sample;
        private readonly SeriesKey series;
        private readonly StratumOf strata;
        private readonly byte[] kind;
        private readonly SampleDraw draw;
        private readonly HouseholdUnits? households;
        private readonly IncrementalHash hash;

        internal SampledFrame(SampleRequest sample, SeriesKey series, StratumOf strata, string kind)
        {
            (this.sample, this.series, this.strata, this.kind) = (sample, series, strata, Encoding.ASCII.GetBytes(kind));
            draw = new SampleDraw(sample.Size, sample.Start);
            households = sample.PerHousehold ? new HouseholdUnits() : null;
            hash = series.BeginHash();
            hash.AppendData("frame\n"u8);
        }

        public override void Dispose()
        {
            hash.Dispose();
            base.Dispose();
        }

        internal override ExtractChoice Choose(LeftOutCounts leftOut)
        {
            households?.AddTo(draw);
            var drawn = draw.Draw();
            return new ExtractChoice
            {
                Units = [.. drawn.Select(unit => unit.Id)],
                Eligible = Eligible,
                FrameSize = draw.Frame,
                FrameHash = Convert.ToHexStringLower(hash.GetHashAndReset()),
                LeftOut = leftOut,
                Series = series.Name,
                SeriesHash = series.Hash,
                NextStart =
                    drawn.Count == 0 ? sample.Start : unchecked(drawn.MaxBy(unit => unit.DistanceFrom(sample.Start)).Number + 1),
            };
        }

        private protected override void Take(long id, RecordView record, string part)
        {
            hash.AppendData(record[HeaderField.IdentityCode]);
            hash.AppendData(Encoding.UTF8.GetBytes(part));
            hash.AppendData("\n"u8);
            var unit = new SampleUnit(series.NumberOf(id, kind), id, Eligible);
            if (households is not null && HouseholdOf.Code(record) is { } dwelling)
            {
                households.Add(dwelling, strata.Code(record), unit);
            }
            else
            {
                draw.Add(strata.Code(record), unit);
            }
        }
    }
}
