using Muutostieto.Deliveries.Pricing;
using Muutostieto.Disclosure.Permits;

namespace Muutostieto.Hosting.Settings;

/// <summary>Reads what extracts cost: lists by days.</summary>
internal sealed class ExtractPricesLoader(FaultCollector faults)
{
    private const string Lists = "extracts";

    /// <summary>In the order of their days; empty when there are none.</summary>
    public IReadOnlyList<ExtractPrices> Load(SectionReader prices)
    {
        if (prices.Value(Lists, required: false) is null)
        {
            return [];
        }

        var lists = new List<ExtractPrices>();
        foreach (var item in prices.Items(Lists))
        {
            if (SectionReader.Open(item, ConfigurationKeys.ExtractPrices, faults) is { } reader && List(reader) is { } list)
            {
                if (lists.Exists(other => Overlap(other, list)))
                {
                    reader.Fault(
                        "from",
                        "two lists of prices are in force on the same day for the same recipients",
                        "Let one end with \"to\" before the other, or give each its \"audience\".");
                }

                lists.Add(list);
            }
        }

        return [.. lists.OrderBy(list => list.From)];
    }

    private static bool Overlap(ExtractPrices one, ExtractPrices other) =>
        one.From <= (other.To ?? DateOnly.MaxValue)
        && other.From <= (one.To ?? DateOnly.MaxValue)
        && (one.Audience is null || other.Audience is null || one.Audience == other.Audience);

    private ExtractPrices? List(SectionReader reader)
    {
        var (from, to) = (reader.Date("from"), reader.Date("to", required: false));
        if (reader.Value("extraction") is null)
        {
            return null;
        }

        if (to < from)
        {
            reader.Fault("to", "the list ends before it begins", "Correct \"from\" or \"to\".");
        }

        var hasAudience = reader.Value("audience", required: false) is not null;
        RecipientKind? audience = reader.Word("audience", PermitLoader.RecipientKinds, required: false) switch
        {
            "authority" => RecipientKind.Authority,
            "other" => RecipientKind.Other,
            _ => null,
        };
        var (extraction, steps) = (reader.Amount("extraction"), Steps(reader));
        var controls = reader.Value("controls", required: false) is null ? 0m : reader.Amount("controls") ?? 0m;
        var freeStandard = reader.Number("freeStandard", 0, 366) ?? 0;
        return from is null || extraction is null || steps.Count == 0 || (hasAudience && audience is null)
            ? null
            : new ExtractPrices
            {
                From = from.Value,
                To = to,
                Audience = audience,
                Extraction = extraction.Value,
                Controls = controls,
                FreeStandard = freeStandard,
                Units = steps,
            };
    }

    private List<PriceStep> Steps(SectionReader list)
    {
        var steps = new List<PriceStep>();
        foreach (var item in list.Items("units"))
        {
            if (SectionReader.Open(item, ConfigurationKeys.PriceStep, faults) is not { } reader
                || reader.Value("from") is null
                || reader.Value("price") is null)
            {
                continue;
            }

            var (from, price) = (reader.Number("from", 1, int.MaxValue), reader.Amount("price"));
            if (from is not null && price is not null)
            {
                if (from.Value <= (steps.LastOrDefault()?.From ?? 0) || (steps.Count == 0 && from != 1))
                {
                    reader.Fault(
                        "from", "the steps do not rise from 1", "Begin the first step at 1, and each other one later than the last.");
                }

                steps.Add(new PriceStep(from.Value, price.Value));
            }
        }

        return steps;
    }
}
